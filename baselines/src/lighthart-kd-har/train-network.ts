import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { type Batch, crossEntropy, trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { augmentWindow, drawWarp } from './augment.js';
import { distillationLoss } from './distillation.js';
import type { WindowBatch, WindowNetwork } from './network.js';

/** Standardised training windows; `skeleton` null where none is used. */
export interface PreparedRows {
  readonly items: number;
  readonly inertial: Float32Array;
  readonly skeleton: Float32Array | null;
  readonly labels: Int32Array;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly dropout: number;
}

/** A trained teacher, and how its logits are softened. */
export interface Distillation {
  readonly network: WindowNetwork;
  readonly weights: Weights;
  readonly temperature: number;
}

const steps = 64;

function gather(
  source: Float32Array,
  channels: number,
  indices: Uint32Array,
  warps: readonly ReturnType<typeof drawWarp>[],
  random: Random,
): Float32Array {
  const size = steps * channels;
  const batch = new Float32Array(indices.length * size);
  for (const [position, index] of indices.entries())
    augmentWindow(source, index * size, batch, position * size, { steps, channels }, warps[position]!, random);
  return batch;
}

function batchOf(tf: TensorFlow, rows: PreparedRows, classes: number, indices: Uint32Array, random: Random): Batch {
  const warps = Array.from(indices, () => drawWarp(steps, random));
  const items = indices.length;
  const inertial = tf.tensor3d(gather(rows.inertial, 6, indices, warps, random), [items, steps, 6]);
  const skeleton = rows.skeleton
    ? [tf.tensor4d(gather(rows.skeleton, 60, indices, warps, random), [items, steps, 20, 3])]
    : [];
  const labels = Int32Array.from(indices, (index) => rows.labels[index]!);
  return { inputs: [inertial, ...skeleton], targets: [tf.oneHot(tf.tensor1d(labels, 'int32'), classes)] };
}

function windowBatch({ inputs }: Batch): WindowBatch {
  const [inertial, skeleton] = inputs as [Tensor3D, Tensor4D | undefined];
  return { items: inertial.shape[0], inertial, skeleton: skeleton ?? null };
}

/** Trains with Adam on augmented windows, with the teacher's soft targets where there is one (Eq. 11). */
export function trainNetwork(
  context: Pick<TrainContext, 'tf' | 'random' | 'progress' | 'outputs'>,
  network: WindowNetwork,
  rows: PreparedRows,
  settings: TrainingSettings,
  teacher: Distillation | null = null,
): { variables: Record<string, Variable>; steps: number } {
  const { tf } = context;
  const classes = context.outputs[0]!.shape[0]!;
  const variables = variablesOf(tf, network.initialWeights(tf, context.random.fork('weights'), classes));
  const loss = (batch: Batch, random: Random): Scalar => {
    const windows = windowBatch(batch);
    const logits = network.logits(tf, variables, windows, { rate: settings.dropout, random });
    const hard = crossEntropy(tf, batch.targets[0] as Tensor2D, logits);
    if (!teacher) return hard;
    const target = teacher.network.logits(tf, teacher.weights, windows, null);
    return tf.add(hard, distillationLoss(tf, target, logits, teacher.temperature));
  };
  const taken = trainLoop(context, {
    ...settings,
    items: rows.items,
    variables,
    batch: (indices, random) => batchOf(tf, rows, classes, indices, random),
    loss,
  });
  return { variables, steps: taken };
}
