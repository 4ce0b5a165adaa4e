import { cholesky, solveSymmetric } from './cholesky.js';
import type { CodedRows } from './random-forest.js';

/** A multivariate normal over codes of features: what is drawn is clipped to a feature's codes and rounded. */
export interface DiscreteNormal {
  readonly mean: Float64Array;
  /** [features, features] */
  readonly covariance: Float64Array;
  /** Codes of each feature: 0 … levels − 1. */
  readonly levels: Uint8Array;
}

/** A distribution with some features held at an instance's codes: which are free, and how they vary. */
export interface Conditional {
  /** Features that vary, in order. */
  readonly free: readonly number[];
  /** Of the free features. */
  readonly mean: Float64Array;
  /** Lower Cholesky factor of their covariance, [free, free]. */
  readonly factor: Float64Array;
}

/** Keeps a constant feature from making the covariance singular: far below the variance of any feature that varies. */
const jitter = 1e-6;

/** Mean and covariance (divisor n − 1) of rows of codes. @throws RangeError with fewer than two rows */
export function fitDiscreteNormal({ codes, items, features }: CodedRows, levels: Uint8Array): DiscreteNormal {
  if (items < 2) throw new RangeError(`${items} rows: expected two or more`);
  const mean = new Float64Array(features);
  for (let at = 0; at < items * features; at++) mean[at % features]! += codes[at]! / items;
  const covariance = new Float64Array(features * features);
  for (let item = 0; item < items; item++)
    for (let i = 0; i < features; i++) {
      const left = codes[item * features + i]! - mean[i]!;
      for (let j = 0; j <= i; j++) covariance[i * features + j]! += left * (codes[item * features + j]! - mean[j]!);
    }
  for (let i = 0; i < features; i++)
    for (let j = 0; j <= i; j++) {
      const value = covariance[i * features + j]! / (items - 1) + (i === j ? jitter : 0);
      covariance[i * features + j] = value;
      covariance[j * features + i] = value;
    }
  return { mean, covariance, levels };
}

function block(matrix: Float64Array, size: number, rows: readonly number[], columns: readonly number[]): Float64Array {
  return Float64Array.from({ length: rows.length * columns.length }, (_, at) => {
    const row = rows[Math.floor(at / columns.length)]!;
    return matrix[row * size + columns[at % columns.length]!]!;
  });
}

/**
 * The normal of the free features given that the fixed ones have the instance's codes: mean + S_vf S_ff⁻¹ (x_f − mean_f), S_vv − S_vf S_ff⁻¹ S_fv.
 * @param fixed not 0: the feature is held
 */
export function conditionOn(
  { mean, covariance }: DiscreteNormal,
  fixed: ArrayLike<number>,
  instance: ArrayLike<number>,
): Conditional {
  const features = mean.length;
  const all = Array.from({ length: features }, (_, feature) => feature);
  const held = all.filter((feature) => fixed[feature] !== 0);
  const free = all.filter((feature) => fixed[feature] === 0);
  const [h, v] = [held.length, free.length];
  const heldCovariance = block(covariance, features, held, held);
  const across = block(covariance, features, held, free);
  // Columns of S_ff⁻¹ S_fv, [held, free].
  const gain = solveSymmetric(heldCovariance, across, h, v);
  const conditionalMean = Float64Array.from(free, (feature) => mean[feature]!);
  const conditionalCovariance = block(covariance, features, free, free);
  for (let i = 0; i < v; i++)
    for (let k = 0; k < h; k++) {
      conditionalMean[i]! += gain[k * v + i]! * (instance[held[k]!]! - mean[held[k]!]!);
      for (let j = 0; j < v; j++) conditionalCovariance[i * v + j]! -= gain[k * v + i]! * across[k * v + j]!;
    }
  return { free, mean: conditionalMean, factor: cholesky(conditionalCovariance, v) };
}

/**
 * Rows of codes, [items, features]. Held features have the instance's codes exactly.
 * @param normal gives independent standard normal variates
 */
export function drawRows(
  { free, mean, factor }: Conditional,
  levels: Uint8Array,
  instance: ArrayLike<number>,
  items: number,
  normal: () => number,
): Uint8Array {
  const features = levels.length;
  const codes = new Uint8Array(items * features);
  const variates = new Float64Array(free.length);
  for (let item = 0; item < items; item++) {
    const row = item * features;
    for (let feature = 0; feature < features; feature++) codes[row + feature] = instance[feature]!;
    for (let i = 0; i < free.length; i++) variates[i] = normal();
    for (let i = 0; i < free.length; i++) {
      let value = mean[i]!;
      for (let j = 0; j <= i; j++) value += factor[i * free.length + j]! * variates[j]!;
      const feature = free[i]!;
      codes[row + feature] = Math.round(Math.min(levels[feature]! - 1, Math.max(0, value)));
    }
  }
  return codes;
}
