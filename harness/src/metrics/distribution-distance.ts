import { SampleError } from '../statistics/sample.js';
import { symmetricEigen } from './symmetric-eigenvalues.js';

/** Feature vectors of a set of pictures, one row each. */
export interface Features {
  readonly rows: number;
  readonly size: number;
  readonly values: Float64Array;
}

interface Moments {
  readonly mean: Float64Array;
  /** `size * size`, divided by rows − 1. */
  readonly covariance: Float64Array;
}

function check(features: Features, least: number): void {
  const { rows, size, values } = features;
  if (rows < least || size < 1 || values.length !== rows * size)
    throw new SampleError(
      `expected at least ${least} rows of features, found ${rows}×${size} in ${values.length} values`,
    );
  if (!values.every(Number.isFinite)) throw new SampleError('expected finite features');
}

function moments({ rows, size, values }: Features): Moments {
  const mean = new Float64Array(size);
  for (let at = 0; at < values.length; at++) mean[at % size]! += values[at]! / rows;
  const covariance = new Float64Array(size * size);
  for (let row = 0; row < rows; row++) {
    for (let a = 0; a < size; a++) {
      const deviation = values[row * size + a]! - mean[a]!;
      for (let b = 0; b <= a; b++)
        covariance[a * size + b]! += (deviation * (values[row * size + b]! - mean[b]!)) / (rows - 1);
    }
  }
  for (let a = 0; a < size; a++) for (let b = 0; b < a; b++) covariance[b * size + a] = covariance[a * size + b]!;
  return { mean, covariance };
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let inner = 0; inner < size; inner++) {
      const value = a[row * size + inner]!;
      for (let column = 0; column < size; column++) product[row * size + column]! += value * b[inner * size + column]!;
    }
  }
  return product;
}

function squareRoot(matrix: Float64Array, size: number): Float64Array {
  const { values, vectors } = symmetricEigen(matrix, size);
  const scaled = vectors.map((entry, at) => entry * Math.sqrt(Math.max(0, values[at % size]!)));
  const transposed = new Float64Array(size * size);
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) transposed[column * size + row] = vectors[row * size + column]!;
  return multiply(scaled, transposed, size);
}

/**
 * Fréchet distance of two Gaussians fitted to the features (FID without its network, Heusel et al. 2017):
 * |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), never below 0.
 * @throws SampleError on fewer than 2 rows, features of another size, or values that are not finite
 */
export function frechetDistance(a: Features, b: Features): number {
  check(a, 2);
  check(b, 2);
  if (a.size !== b.size) throw new SampleError(`expected features of one size, found ${a.size} and ${b.size}`);
  const { size } = a;
  const [first, second] = [moments(a), moments(b)];
  const root = squareRoot(first.covariance, size);
  const inner = multiply(multiply(root, second.covariance, size), root, size);
  let distance = 0;
  for (const value of symmetricEigen(inner, size).values) distance -= 2 * Math.sqrt(Math.max(0, value));
  for (let at = 0; at < size; at++) {
    distance += (first.mean[at]! - second.mean[at]!) ** 2;
    distance += first.covariance[at * size + at]! + second.covariance[at * size + at]!;
  }
  return Math.max(0, distance);
}

function kernelSum(a: Features, b: Features, skipEqualRows: boolean): number {
  let sum = 0;
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.rows; j++) {
      if (skipEqualRows && i === j) continue;
      let product = 0;
      for (let at = 0; at < a.size; at++) product += a.values[i * a.size + at]! * b.values[j * b.size + at]!;
      sum += (product / a.size + 1) ** 3;
    }
  }
  return sum;
}

/**
 * Kernel distance (KID without its network, Bińkowski et al. 2018): unbiased squared maximum mean discrepancy under the kernel
 * (x·y / size + 1)³ over all rows. Unbiased: it can fall below 0 where the sets are alike.
 * @throws SampleError as `frechetDistance`
 */
export function kernelDistance(a: Features, b: Features): number {
  check(a, 2);
  check(b, 2);
  if (a.size !== b.size) throw new SampleError(`expected features of one size, found ${a.size} and ${b.size}`);
  const within = (set: Features): number => kernelSum(set, set, true) / (set.rows * (set.rows - 1));
  return within(a) + within(b) - (2 * kernelSum(a, b, false)) / (a.rows * b.rows);
}
