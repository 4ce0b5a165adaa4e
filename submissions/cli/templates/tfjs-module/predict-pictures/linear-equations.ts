/**
 * The solution of a system of linear equations, by Gaussian elimination with pivoting.
 * @param matrix [n × n], symmetric here; overwritten
 * @param right [n]; overwritten
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const n = right.length;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(matrix[row * n + column]!) > Math.abs(matrix[pivot * n + column]!)) pivot = row;
    for (let k = 0; k < n; k++) {
      const held = matrix[column * n + k]!;
      matrix[column * n + k] = matrix[pivot * n + k]!;
      matrix[pivot * n + k] = held;
    }
    const held = right[column]!;
    right[column] = right[pivot]!;
    right[pivot] = held;
    for (let row = column + 1; row < n; row++) {
      const factor = matrix[row * n + column]! / matrix[column * n + column]!;
      for (let k = column; k < n; k++) matrix[row * n + k] = matrix[row * n + k]! - factor * matrix[column * n + k]!;
      right[row] = right[row]! - factor * right[column]!;
    }
  }
  const solution = new Float64Array(n);
  for (let row = n - 1; row >= 0; row--) {
    let value = right[row]!;
    for (let k = row + 1; k < n; k++) value -= matrix[row * n + k]! * solution[k]!;
    solution[row] = value / matrix[row * n + row]!;
  }
  return solution;
}
