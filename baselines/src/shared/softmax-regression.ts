import type { TrainContext } from '@paretoboard/sdk/submission.js';

export interface LinearModel {
  /** [features, classes] row-major. */
  readonly matrix: Float32Array;
  readonly bias: Float32Array;
}

export interface SoftmaxRegressionOptions {
  readonly items: number;
  readonly features: number;
  readonly classes: number;
  readonly epochs: number;
  readonly learningRate: number;
  /** L2 penalty on the matrix. */
  readonly decay: number;
}

/** Logits [items, classes] of rows of features. */
export function linearLogits({ matrix, bias }: LinearModel, rows: Float32Array, items: number): Float32Array {
  const classes = bias.length;
  const features = matrix.length / classes;
  const logits = new Float32Array(items * classes);
  for (let item = 0; item < items; item++) addLogits(matrix, bias, rows, item * features, logits, item * classes);
  return logits;
}

function addLogits(
  matrix: Float32Array,
  bias: Float32Array,
  rows: Float32Array,
  row: number,
  logits: Float32Array,
  to: number,
): void {
  const classes = bias.length;
  const features = matrix.length / classes;
  for (let k = 0; k < classes; k++) logits[to + k] = bias[k]!;
  for (let feature = 0; feature < features; feature++) {
    const value = rows[row + feature]!;
    if (value === 0) continue;
    for (let k = 0; k < classes; k++) logits[to + k]! += value * matrix[feature * classes + k]!;
  }
}

function softmaxInPlace(values: Float32Array): void {
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += values[k] = Math.exp(values[k]! - largest);
  for (let k = 0; k < values.length; k++) values[k]! /= sum;
}

/**
 * Multinomial logistic regression by stochastic gradient descent, one row at a time, with a rate that falls linearly. In plain JavaScript: no
 * runtime is used.
 * @param rows float32 [items, features]
 */
export function trainSoftmaxRegression(
  rows: Float32Array,
  labels: ArrayLike<number>,
  options: SoftmaxRegressionOptions,
  context: Pick<TrainContext, 'random' | 'progress'>,
): LinearModel & { steps: number } {
  const { items, features, classes, epochs } = options;
  const model = { matrix: new Float32Array(features * classes), bias: new Float32Array(classes) };
  const error = new Float32Array(classes);
  let steps = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    let loss = 0;
    for (const item of context.random.permutation(items)) {
      const rate = options.learningRate * (1 - steps / (epochs * items));
      addLogits(model.matrix, model.bias, rows, item * features, error, 0);
      softmaxInPlace(error);
      loss -= Math.log(Math.max(1e-12, error[labels[item]!]!));
      error[labels[item]!]! -= 1;
      descend(model, rows, item * features, error, rate, options.decay);
      steps += 1;
    }
    if (epoch % 10 === 0) context.progress({ epoch, epochs, values: { loss: loss / items } });
  }
  return { ...model, steps };
}

function descend(
  { matrix, bias }: LinearModel,
  rows: Float32Array,
  row: number,
  error: Float32Array,
  rate: number,
  decay: number,
): void {
  const classes = bias.length;
  const features = matrix.length / classes;
  const keep = 1 - rate * decay;
  for (let feature = 0; feature < features; feature++) {
    const step = rate * rows[row + feature]!;
    const at = feature * classes;
    for (let k = 0; k < classes; k++) matrix[at + k] = matrix[at + k]! * keep - step * error[k]!;
  }
  for (let k = 0; k < classes; k++) bias[k]! -= rate * error[k]!;
}
