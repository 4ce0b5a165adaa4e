import { Adam } from '@paretoboard/sdk/adam.js';
import { BatchesAhead, type PreparedStep, preparedStep } from '@paretoboard/sdk/batches-ahead.js';
import { compile, drawn, type Step, uncompiled } from '@paretoboard/sdk/graphs.js';
import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs';

/** A batch that the loss is computed on. Disposed by the trainer. */
export interface Batch {
  readonly inputs: Tensor[];
  readonly targets: Tensor[];
}

export interface TrainingLoop {
  readonly items: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Adam's learning rate at the start. */
  readonly learningRate: number;
  /** What becomes of the rate: it falls to 0 along half a cosine (where undefined), or stays. */
  readonly schedule?: 'half-cosine' | 'constant';
  /** Decoupled weight decay; none where undefined. */
  readonly weightDecay?: number;
  readonly variables: Readonly<Record<string, Variable>>;
  /** The loss does the same in every step, to other tensors: it is compiled where the runtime can. */
  readonly isSteady?: boolean;
  batch(indices: Uint32Array, random: Random): Batch;
  loss(batch: Batch, random: Random): Scalar;
  /** Named values to report after an epoch, such as the accuracy on validation. */
  report?(epoch: number): Record<string, number>;
  /** Whether to stop after an epoch that has been reported; never where undefined. */
  isDone?(epoch: number): boolean;
}

/** Mean cross-entropy of logits [n, classes] against one-hot or soft targets [n, classes]. */
export function crossEntropy(tf: TensorFlow, targets: Tensor2D, logits: Tensor2D): Scalar {
  return tf.losses.softmaxCrossEntropy(targets, logits);
}

/**
 * Inverted dropout with a mask from the seeded generator; the identity at rate 0. The rate is met to 1/65,536. The mask is made here because
 * `tf.dropout` draws its numbers one by one from a generator ten times slower.
 */
export function dropout(tf: TensorFlow, x: Tensor, rate: number, random: Random): Tensor {
  if (rate === 0) return x;
  const threshold = Math.round(rate * 65_536);
  const kept = 1 / (1 - rate);
  const { size, shape } = x;
  const mask = drawn(tf, () => {
    const values = new Float32Array(size);
    for (let i = 0; i < size; i += 2) {
      const bits = random.uint32();
      if (bits >>> 16 >= threshold) values[i] = kept;
      if ((bits & 0xffff) >= threshold) values[i + 1] = kept;
    }
    return tf.tensor(values, shape);
  });
  return tf.mul(x, mask);
}

export interface TrainingStep {
  /** Its `run` learns from the batch and frees it; meanwhile the next one can be made. */
  prepare(batch: Batch, learningRate: number): PreparedStep;
  dispose(): void;
}

/** A step of a loop: the loss of a batch, whose gradients Adam follows. */
export function trainingStep(
  { tf, random }: Pick<TrainContext, 'tf' | 'random'>,
  loop: TrainingLoop,
  adam: Adam,
): TrainingStep {
  const variables = Object.values(loop.variables);
  let inputs = 0;
  const step: Step = (...tensors) =>
    tf.tidy(() => {
      const batch = { inputs: tensors.slice(0, inputs), targets: tensors.slice(inputs, -1) };
      const { value, grads } = tf.variableGrads(() => loop.loss(batch, random), variables);
      adam.apply(
        variables.map((variable) => grads[variable.name]!),
        tensors.at(-1) as Tensor1D,
      );
      return [value];
    });
  const options = { variables: [...variables, ...adam.state], random };
  const compiled = loop.isSteady ? compile(tf, step, options) : uncompiled(step);
  const tensorsOf = (batch: Batch, learningRate: number): Tensor[] => {
    inputs = batch.inputs.length;
    return [...batch.inputs, ...batch.targets, adam.nextRates(learningRate, loop.weightDecay)];
  };
  return {
    prepare: (batch, learningRate) => preparedStep(tf, compiled, tensorsOf(batch, learningRate)),
    dispose: () => compiled.dispose(),
  };
}

/** Mini-batch training with Adam; where steps are compiled, a batch is made while the one before is learnt from. @returns optimiser steps */
export async function trainLoop(
  context: Pick<TrainContext, 'tf' | 'random' | 'progress'>,
  loop: TrainingLoop,
): Promise<number> {
  const { tf, random } = context;
  const adam = new Adam(tf, Object.values(loop.variables));
  const training = trainingStep(context, loop, adam);
  const steps = Math.ceil(loop.items / loop.batchSize) * loop.epochs;
  let step = 0;
  for (let epoch = 1; epoch <= loop.epochs; epoch++) {
    const order = random.permutation(loop.items);
    let lossSum = 0;
    const ahead = new BatchesAhead();
    for (let from = 0; from < loop.items; from += loop.batchSize) {
      const indices = order.subarray(from, from + loop.batchSize);
      const passed = loop.schedule === 'constant' ? 0 : step;
      const learningRate = loop.learningRate * 0.5 * (1 + Math.cos((Math.PI * passed) / steps));
      const batch = tf.tidy(() => ({ ...loop.batch(indices, random) }));
      await ahead.begin(training.prepare(batch, learningRate), (loss) => {
        lossSum += loss * indices.length;
      });
      step += 1;
    }
    await ahead.end();
    const values = { loss: lossSum / loop.items, ...loop.report?.(epoch) };
    context.progress({ epoch, epochs: loop.epochs, step, values });
    if (loop.isDone?.(epoch)) break;
  }
  training.dispose();
  adam.dispose();
  return step;
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
