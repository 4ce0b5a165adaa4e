import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs';
import type { NamedVariableMap } from '@tensorflow/tfjs-core/dist/tensor_types.js';

/** A batch that the loss is computed on. Disposed by the trainer. */
export interface Batch {
  readonly inputs: Tensor[];
  readonly targets: Tensor[];
}

export interface TrainingLoop {
  readonly items: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Adam's learning rate at the start; falls to 0 along half a cosine. */
  readonly learningRate: number;
  readonly variables: Readonly<Record<string, Variable>>;
  batch(indices: Uint32Array, random: Random): Batch;
  loss(batch: Batch, random: Random): Scalar;
  /** Named values to report after an epoch, such as the accuracy on validation. */
  report?(epoch: number): Record<string, number>;
}

/** Mean cross-entropy of logits [n, classes] against one-hot or soft targets [n, classes]. */
export function crossEntropy(tf: TensorFlow, targets: Tensor2D, logits: Tensor2D): Scalar {
  return tf.losses.softmaxCrossEntropy(targets, logits);
}

/** Inverted dropout with a mask from the seeded generator; the identity at rate 0. */
export function dropout(tf: TensorFlow, x: Tensor, rate: number, random: Random): Tensor {
  if (rate === 0) return x;
  return tf.dropout(x, rate, undefined, random.uint32());
}

/** Mini-batch training with Adam. @returns optimiser steps */
export function trainLoop(context: Pick<TrainContext, 'tf' | 'random' | 'progress'>, loop: TrainingLoop): number {
  const { tf } = context;
  const optimizer = tf.train.adam(loop.learningRate);
  const variables = Object.values(loop.variables);
  const stepsPerEpoch = Math.ceil(loop.items / loop.batchSize);
  const steps = stepsPerEpoch * loop.epochs;
  let step = 0;
  for (let epoch = 1; epoch <= loop.epochs; epoch++) {
    const order = context.random.permutation(loop.items);
    let lossSum = 0;
    for (let from = 0; from < loop.items; from += loop.batchSize) {
      const indices = order.subarray(from, from + loop.batchSize);
      // Adam reads its rate at every step; tfjs declares it protected.
      (optimizer as unknown as { learningRate: number }).learningRate =
        loop.learningRate * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      lossSum += trainStep(tf, optimizer, variables, loop, indices, context.random) * indices.length;
      step += 1;
    }
    context.progress({
      epoch,
      epochs: loop.epochs,
      step,
      values: { loss: lossSum / loop.items, ...loop.report?.(epoch) },
    });
  }
  optimizer.dispose();
  return step;
}

function trainStep(
  tf: TensorFlow,
  optimizer: ReturnType<TensorFlow['train']['adam']>,
  variables: Variable[],
  loop: TrainingLoop,
  indices: Uint32Array,
  random: Random,
): number {
  return tf.tidy(() => {
    const batch = loop.batch(indices, random);
    const { value, grads } = tf.variableGrads(() => loop.loss(batch, random), variables);
    optimizer.applyGradients(grads as NamedVariableMap);
    return value.dataSync()[0]!;
  });
}

/** Share of rows of logits [n, classes] whose largest entry is the label. */
export function accuracyOf(logits: Float32Array, labels: ArrayLike<number>): number {
  const classes = logits.length / labels.length;
  let correct = 0;
  for (let row = 0; row < labels.length; row++) {
    let best = 0;
    for (let column = 1; column < classes; column++)
      if (logits[row * classes + column]! > logits[row * classes + best]!) best = column;
    if (best === labels[row]) correct += 1;
  }
  return correct / labels.length;
}
