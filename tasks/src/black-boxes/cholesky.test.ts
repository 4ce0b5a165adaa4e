import { expect, it } from 'vitest';
import { cholesky, solveSymmetric } from './cholesky.js';

const matrix = Float64Array.of(4, 2, -2, 2, 10, 2, -2, 2, 6);

it('factors a matrix worked by hand', () => {
  const factor = cholesky(matrix, 3);
  expect([...factor].map((value) => Number(value.toFixed(12)))).toEqual([2, 0, 0, 1, 3, 0, -1, 1, 2]);
});

it('gives a direction without variance zeros, and refuses what is no covariance', () => {
  expect([...cholesky(Float64Array.of(1, 1, 1, 1), 2)]).toEqual([1, 0, 1, 0]);
  expect(() => cholesky(Float64Array.of(1, 2, 2, 1), 2)).toThrow(RangeError);
});

it('solves for several right sides', () => {
  // Columns (1, 2, 3) and (−1, 0, 4).
  const [x, y] = [
    [1, 2, 3],
    [-1, 0, 4],
  ];
  const product = (v: readonly number[], row: number) =>
    v.reduce((sum, value, k) => sum + matrix[row * 3 + k]! * value, 0);
  const right = Float64Array.from([0, 1, 2].flatMap((row) => [product(x!, row), product(y!, row)]));
  const solution = solveSymmetric(matrix, right, 3, 2);
  [1, -1, 2, 0, 3, 4].forEach((value, at) => {
    expect(solution[at]).toBeCloseTo(value, 10);
  });
  expect(() => solveSymmetric(Float64Array.of(1, 1, 1, 1), Float64Array.of(1, 1), 2, 1)).toThrow('singular');
});
