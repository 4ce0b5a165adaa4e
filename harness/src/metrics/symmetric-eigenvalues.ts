/** Rotations end when what is left beside the diagonal is this small, relative to the whole. */
const relativeTolerance = 1e-15;
const sweepLimit = 60;

export interface SymmetricEigen {
  readonly values: Float64Array;
  /** Column k belongs to `values[k]`: `vectors[row * size + k]`. */
  readonly vectors: Float64Array;
}

function offDiagonal(matrix: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row++)
    for (let column = 0; column < row; column++) sum += matrix[row * size + column]! ** 2;
  return Math.sqrt(2 * sum);
}

function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const off = matrix[p * size + q]!;
  if (off === 0) return;
  const angle = (matrix[q * size + q]! - matrix[p * size + p]!) / (2 * off);
  const tangent = (angle >= 0 ? 1 : -1) / (Math.abs(angle) + Math.hypot(angle, 1));
  const cosine = 1 / Math.hypot(tangent, 1);
  const sine = tangent * cosine;
  const turn = (values: Float64Array, first: number, second: number): void => {
    const [a, b] = [values[first]!, values[second]!];
    values[first] = cosine * a - sine * b;
    values[second] = sine * a + cosine * b;
  };
  for (let at = 0; at < size; at++) turn(matrix, at * size + p, at * size + q);
  for (let at = 0; at < size; at++) turn(matrix, p * size + at, q * size + at);
  for (let at = 0; at < size; at++) turn(vectors, at * size + p, at * size + q);
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, 8.5): small, and accurate also for
 * eigenvalues near 0, which the square roots of covariance matrices need.
 * @param symmetric `size * size` values, row by row
 */
export function symmetricEigen(symmetric: Float64Array, size: number): SymmetricEigen {
  const matrix = symmetric.slice();
  const vectors = new Float64Array(size * size);
  for (let at = 0; at < size; at++) vectors[at * size + at] = 1;
  const scale = Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
  for (let sweep = 0; sweep < sweepLimit && offDiagonal(matrix, size) > relativeTolerance * scale; sweep++) {
    for (let p = 0; p < size - 1; p++) for (let q = p + 1; q < size; q++) rotate(matrix, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, at) => matrix[at * size + at]!), vectors };
}
