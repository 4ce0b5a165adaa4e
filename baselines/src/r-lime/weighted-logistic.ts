import { solveSymmetric } from '@paretoboard/tasks/black-boxes/cholesky.js';
import type { LinearClassifier } from './online-logistic.js';

const rounds = 8;
const ridge = 1e-2;

/** Rows of standardised features with a weight each. */
export interface WeightedRows {
  /** [items, features] */
  readonly values: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** Weighted logistic regression with a small ridge, by Newton's method (iteratively reweighted least squares). The last weight is the bias. */
function newton({ values, labels, weights }: WeightedRows, features: number): Float64Array {
  const size = features + 1;
  const solution = new Float64Array(size);
  const row = new Float64Array(size).fill(1);
  for (let round = 0; round < rounds; round++) {
    const hessian = new Float64Array(size * size);
    const gradient = Float64Array.from(solution, (value) => -ridge * value);
    for (let i = 0; i < size; i++) hessian[i * size + i] = ridge;
    for (let item = 0; item < labels.length; item++) {
      row.set(values.subarray(item * features, (item + 1) * features));
      const logit = row.reduce((sum, value, i) => sum + value * solution[i]!, 0);
      const probability = 1 / (1 + Math.exp(-logit));
      const error = weights[item]! * (labels[item]! - probability);
      const curvature = weights[item]! * probability * (1 - probability);
      for (let i = 0; i < size; i++) {
        gradient[i]! += error * row[i]!;
        for (let j = 0; j < size; j++) hessian[i * size + j]! += curvature * row[i]! * row[j]!;
      }
    }
    const step = solveSymmetric(hessian, gradient, size, 1);
    for (let i = 0; i < size; i++) solution[i]! += step[i]!;
  }
  return solution;
}

export interface Standardisation {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/** Rows of codes over the spread of the distribution. */
export function standardise(codes: Uint8Array, { mean, deviation }: Standardisation): Float64Array {
  const features = mean.length;
  return Float64Array.from(codes, (code, at) => (code - mean[at % features]!) / deviation[at % features]!);
}

/** A linear classifier on codes, fitted to standardised rows. */
export function fitWeighted(rows: WeightedRows, { mean, deviation }: Standardisation): LinearClassifier {
  const solution = newton(rows, mean.length);
  const weights = deviation.map((value, i) => solution[i]! / value);
  const shift = weights.reduce((sum, weight, i) => sum + weight * mean[i]!, 0);
  return { weights, bias: solution[mean.length]! - shift };
}
