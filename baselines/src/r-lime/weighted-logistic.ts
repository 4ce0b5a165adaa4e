import { solveSymmetric } from '@paretoboard/tasks/black-boxes/cholesky.js';
import type { LinearClassifier } from './online-logistic.js';

const rounds = 8;
const ridge = 1e-2;
/** In weights of standardised features: what is left after it is far smaller, as Newton's steps shrink by squares. */
const smallestStep = 1e-6;

/** Rows of standardised features with a weight each. */
export interface WeightedRows {
  /** [items, features] */
  readonly values: Float64Array;
  readonly labels: Uint8Array;
  readonly weights: Float64Array;
}

/** Adds one row's curvature to the lower half of the Hessian, and its error to the gradient. */
function addRow(hessian: Float64Array, gradient: Float64Array, row: Float64Array, curvature: number, error: number) {
  const size = row.length;
  for (let i = 0; i < size; i++) {
    const [value, from] = [row[i]!, i * size];
    gradient[i]! += error * value;
    const scaled = curvature * value;
    for (let j = 0; j <= i; j++) hessian[from + j]! += scaled * row[j]!;
  }
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
      let logit = solution[features]!;
      for (let i = 0; i < features; i++) {
        row[i] = values[item * features + i]!;
        logit += row[i]! * solution[i]!;
      }
      const probability = 1 / (1 + Math.exp(-logit));
      const weight = weights[item]!;
      addRow(hessian, gradient, row, weight * probability * (1 - probability), weight * (labels[item]! - probability));
    }
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) hessian[j * size + i] = hessian[i * size + j]!;
    const step = solveSymmetric(hessian, gradient, size, 1);
    for (let i = 0; i < size; i++) solution[i]! += step[i]!;
    if (step.every((change) => Math.abs(change) < smallestStep)) break;
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
