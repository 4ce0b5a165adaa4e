import type { Random } from '@paretoboard/sdk/random.js';
import type { TrainContext } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor4D, Variable } from '@tensorflow/tfjs';
import { convolution, convolutionWeights } from '../layers/convolution.js';
import { type Batch, trainLoop } from '../shared/train-classifier.js';
import { variablesOf, type Weights } from '../shared/weights.js';
import { anomalyScore, type FusionParts, fuse, fusionWeights } from './discrepancy-fusion.js';
import { autoencoderWeights, decode, encode, meanSquaredError, pictureChannels } from './masked-autoencoder.js';
import { maskPatches } from './masking.js';
import { pastePatch } from './pasted-patches.js';
import { normalised, type Pictures } from './pictures.js';
import { featureWeight, type MdsfConfiguration, masking, type PartSettings } from './settings.js';

type TrainingTools = Pick<TrainContext, 'tf' | 'random' | 'progress'>;

export interface NormalPictures extends Pictures {
  readonly mean: number;
}

export interface TrainedPart {
  readonly variables: Record<string, Variable>;
  readonly steps: number;
}

/** Whole pictures as targets; as inputs the same, with patches hidden where `isMasked`. */
function reconstructionBatch(
  { tf }: TrainingTools,
  pictures: NormalPictures,
  indices: Uint32Array,
  random: Random,
  isMasked: boolean,
): Batch {
  const shape: [number, number, number, number] = [indices.length, ...pictures.size, pictureChannels];
  const whole = normalised(pictures, pictures.mean, indices);
  const seen = whole.slice();
  if (isMasked) maskPatches(seen, shape, masking, random);
  return { inputs: [tf.tensor4d(seen, shape)], targets: [tf.tensor4d(whole, shape)] };
}

/** An autoencoder `name` of normal frames. */
export async function trainAutoencoder(
  context: TrainingTools,
  name: string,
  widths: readonly number[],
  pictures: NormalPictures,
  settings: PartSettings,
  isMasked: boolean,
): Promise<TrainedPart> {
  const { tf } = context;
  const variables = variablesOf(tf, autoencoderWeights(tf, context.random.fork(name), name, widths));
  const steps = await trainLoop(context, {
    ...settings,
    items: pictures.items,
    variables,
    isSteady: true,
    batch: (indices, random) => reconstructionBatch(context, pictures, indices, random, isMasked),
    loss: ({ inputs, targets }) => {
      const features = encode(tf, variables, name, inputs[0] as Tensor4D, widths.length);
      return meanSquaredError(tf, decode(tf, variables, name, features), targets[0] as Tensor4D);
    },
  });
  return { variables, steps };
}

/** The student’s features in the teacher’s channels. */
export function adapt(context: Pick<TrainingTools, 'tf'>, weights: Weights, features: readonly Tensor4D[]): Tensor4D[] {
  return features.map((one, scale) => convolution(context.tf, weights, `adapter${scale}`, one));
}

/** The student: its own reconstruction, and the frozen teacher’s features at every scale. */
export async function trainStudent(
  context: TrainingTools,
  teacher: Weights,
  { teacher: teacherWidths, student: widths, studentTraining }: MdsfConfiguration,
  pictures: NormalPictures,
): Promise<TrainedPart> {
  const { tf } = context;
  const random = context.random.fork('student');
  const adapters = widths.map((width, scale) =>
    convolutionWeights(tf, random, `adapter${scale}`, 1, width, teacherWidths[scale]!),
  );
  const initial = Object.assign({}, autoencoderWeights(tf, random, 'student', widths), ...adapters) as Weights;
  const variables = variablesOf(tf, initial);
  const loss = ({ inputs, targets }: Batch): Scalar => {
    const seen = inputs[0] as Tensor4D;
    const features = encode(tf, variables, 'student', seen, widths.length);
    const wanted = encode(tf, teacher, 'teacher', seen, widths.length);
    const differences = adapt(context, variables, features).map((one, scale) =>
      meanSquaredError(tf, wanted[scale]!, one),
    );
    const reconstruction = meanSquaredError(tf, decode(tf, variables, 'student', features), targets[0] as Tensor4D);
    const imitation = differences.reduce((sum, one) => tf.add(sum, one) as Scalar);
    return tf.add(reconstruction, tf.mul(imitation, featureWeight)) as Scalar;
  };
  const steps = await trainLoop(context, {
    ...studentTraining,
    items: pictures.items,
    variables,
    isSteady: true,
    batch: (indices, draw) => reconstructionBatch(context, pictures, indices, draw, true),
    loss,
  });
  return { variables, steps };
}

/** Normal pictures and, at every other place, one with a piece of another picture pasted in: target 1. */
function pastedBatch({ tf }: TrainingTools, pictures: NormalPictures, indices: Uint32Array, random: Random): Batch {
  const [height, width] = pictures.size;
  const length = height * width * pictureChannels;
  const batch = normalised(pictures, pictures.mean, indices);
  const labels = Float32Array.from(indices, (_, position) => position % 2);
  for (const [position, label] of labels.entries()) {
    if (label === 0) continue;
    const source = normalised(pictures, pictures.mean, [random.integer(pictures.items)]);
    const target = batch.subarray(position * length, (position + 1) * length);
    pastePatch(source, target, [height, width, pictureChannels], random);
  }
  return {
    inputs: [tf.tensor4d(batch, [indices.length, height, width, pictureChannels])],
    targets: [tf.tensor1d(labels)],
  };
}

/** Scores [n] of normalised pictures: Eq. 1 to 10, nothing hidden. */
export function scores(
  context: Pick<TrainingTools, 'tf'>,
  weights: Weights,
  pictures: Tensor4D,
  scales: number,
  parts: FusionParts,
): Tensor1D {
  const { tf } = context;
  const taught = encode(tf, weights, 'teacher', pictures, scales);
  const learnt = adapt(context, weights, encode(tf, weights, 'student', pictures, scales));
  return anomalyScore(tf, fuse(tf, weights, taught, learnt, parts));
}

/** The fusion at its initial values. */
export function untrainedFusion({ tf, random }: TrainingTools, { teacher, fusion }: MdsfConfiguration): Weights {
  return fusionWeights(tf, random.fork('fusion'), teacher, fusion);
}

/**
 * Trains amplification, saliency and projections to tell normal frames from such with a pasted piece: the paper states no loss that reaches them. Teacher
 * and student stay as they are. The score’s logarithm is calibrated by a slope and a threshold that are learnt along and then dropped: order is all that
 * counts.
 */
export async function trainGates(
  context: TrainingTools,
  networks: Weights,
  configuration: MdsfConfiguration,
  pictures: NormalPictures,
): Promise<TrainedPart> {
  const { tf } = context;
  const scales = configuration.teacher.length;
  const gates = variablesOf(tf, untrainedFusion(context, configuration));
  const everything: Weights = { ...networks, ...gates };
  const parts = { amplification: true, saliency: true };
  const typical = tf.tidy(() => {
    const sample = Uint32Array.from({ length: Math.min(16, pictures.items) }, (_, index) => index);
    const { inputs } = reconstructionBatch(context, pictures, sample, context.random, false);
    return tf.mean(tf.log(scores(context, everything, inputs[0] as Tensor4D, scales, parts))).dataSync()[0]!;
  });
  const calibration = variablesOf(tf, { slope: tf.scalar(4), threshold: tf.scalar(typical) });
  const steps = await trainLoop(context, {
    ...configuration.gateTraining,
    items: pictures.items,
    variables: { ...gates, ...calibration },
    batch: (indices, random) => pastedBatch(context, pictures, indices, random),
    loss: ({ inputs, targets }) => {
      const logarithm = tf.log(scores(context, everything, inputs[0] as Tensor4D, scales, parts));
      const logits = tf.mul(tf.sub(logarithm, calibration.threshold!), calibration.slope!) as Tensor1D;
      return tf.losses.sigmoidCrossEntropy(targets[0] as Tensor1D, logits) as Scalar;
    },
  });
  for (const variable of Object.values(calibration)) variable.dispose();
  return { variables: gates, steps };
}
