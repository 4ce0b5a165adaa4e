/** Below this a pivot counts as 0: the direction does not vary. */
const smallestPivot = 1e-12;

/**
 * Lower factor L of a symmetric positive semidefinite matrix, L Lᵀ = matrix; both row-major [size, size]. A direction without variance gets zeros.
 * @throws RangeError for a matrix that is clearly not positive semidefinite
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      if (i !== j) {
        const pivot = factor[j * size + j]!;
        factor[i * size + j] = pivot === 0 ? 0 : sum / pivot;
        continue;
      }
      if (!(sum > -1e-8)) throw new RangeError(`pivot ${i} is ${sum}: the matrix is not positive semidefinite`);
      factor[i * size + i] = sum > smallestPivot ? Math.sqrt(sum) : 0;
    }
  return factor;
}

/**
 * X of matrix · X = right, for a symmetric positive definite matrix [size, size] and right sides [size, columns].
 * @throws RangeError if the matrix is not positive definite
 */
export function solveSymmetric(matrix: Float64Array, right: Float64Array, size: number, columns: number): Float64Array {
  const factor = cholesky(matrix, size);
  const solution = Float64Array.from(right);
  for (let column = 0; column < columns; column++) {
    for (let i = 0; i < size; i++) {
      let sum = solution[i * columns + column]!;
      for (let k = 0; k < i; k++) sum -= factor[i * size + k]! * solution[k * columns + column]!;
      if (factor[i * size + i] === 0) throw new RangeError(`pivot ${i} is 0: the matrix is singular`);
      solution[i * columns + column] = sum / factor[i * size + i]!;
    }
    for (let i = size - 1; i >= 0; i--) {
      let sum = solution[i * columns + column]!;
      for (let k = i + 1; k < size; k++) sum -= factor[k * size + i]! * solution[k * columns + column]!;
      solution[i * columns + column] = sum / factor[i * size + i]!;
    }
  }
  return solution;
}
