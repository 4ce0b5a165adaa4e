import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow, TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D, Tensor3D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { type Batch, crossEntropy, trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { type Augmentation, augmentWindow, drawAugmentation, type WindowPart } from './augment.js';
import { distillationLoss } from './distillation.js';
import type { WindowBatch, WindowNetwork } from './network.js';
import type { Preprocessing } from './preprocess.js';

/** Training windows before standardisation, which comes after augmentation. */
export interface PreparedRows {
  readonly items: number;
  readonly inertial: Float32Array;
  /** Centred; null where none is used. */
  readonly skeleton: Float32Array | null;
  readonly fitted: Preprocessing;
  readonly labels: Int32Array;
}

export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly learningRate: number;
  readonly dropout: number;
  /** Decoupled (Loshchilov & Hutter 2019): the share of each weight taken away at a step is this times the learning rate. */
  readonly weightDecay: number;
}

/** A trained teacher, how its logits are softened, and the weight of its divergence beside the cross-entropy. */
export interface Distillation {
  readonly network: WindowNetwork;
  readonly weights: Weights;
  readonly temperature: number;
  readonly weight: number;
}

const steps = 64;

function gather(
  source: Float32Array,
  part: WindowPart,
  indices: Uint32Array,
  augmentations: readonly Augmentation[],
  random: Random,
): Float32Array {
  const size = steps * part.channels;
  const batch = new Float32Array(indices.length * size);
  for (const [position, index] of indices.entries())
    augmentWindow(source, index * size, batch, position * size, part, augmentations[position]!, random);
  return batch;
}

function batchOf(tf: TensorFlow, rows: PreparedRows, classes: number, indices: Uint32Array, random: Random): Batch {
  const { fitted, inertial, skeleton } = rows;
  const drawn = Array.from(indices, () => drawAugmentation(steps, random));
  const items = indices.length;
  const sensed = gather(
    inertial,
    { steps, channels: 6, scaling: fitted.inertial, isSensed: true },
    indices,
    drawn,
    random,
  );
  const seen =
    skeleton &&
    gather(skeleton, { steps, channels: 60, scaling: fitted.skeleton, isSensed: false }, indices, drawn, random);
  const labels = Int32Array.from(indices, (index) => rows.labels[index]!);
  return {
    inputs: [tf.tensor3d(sensed, [items, steps, 6]), ...(seen ? [tf.tensor4d(seen, [items, steps, 20, 3])] : [])],
    targets: [tf.oneHot(tf.tensor1d(labels, 'int32'), classes)],
  };
}

function windowBatch({ inputs }: Batch): WindowBatch {
  const [inertial, skeleton] = inputs as [Tensor3D, Tensor4D | undefined];
  return { items: inertial.shape[0], inertial, skeleton: skeleton ?? null };
}

/** Trains with Adam on augmented windows, with the teacher's soft targets where there is one (Eq. 11). */
export async function trainNetwork(
  context: Pick<TrainContext, 'tf' | 'random' | 'progress' | 'outputs'>,
  network: WindowNetwork,
  rows: PreparedRows,
  settings: TrainingSettings,
  teacher: Distillation | null = null,
): Promise<{ variables: Record<string, Variable>; steps: number }> {
  const { tf } = context;
  const classes = context.outputs[0]!.shape[0]!;
  const variables = variablesOf(tf, network.initialWeights(tf, context.random.fork('weights'), classes));
  const loss = (batch: Batch, random: Random): Scalar => {
    const windows = windowBatch(batch);
    const logits = network.logits(tf, variables, windows, { rate: settings.dropout, random });
    const hard = crossEntropy(tf, batch.targets[0] as Tensor2D, logits);
    if (!teacher) return hard;
    const target = teacher.network.logits(tf, teacher.weights, windows, null);
    return tf.add(hard, tf.mul(distillationLoss(tf, target, logits, teacher.temperature), teacher.weight));
  };
  const taken = await trainLoop(context, {
    ...settings,
    items: rows.items,
    variables,
    isSteady: true,
    batch: (indices, random) => batchOf(tf, rows, classes, indices, random),
    loss,
  });
  return { variables, steps: taken };
}
