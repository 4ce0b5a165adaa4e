import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { convolution, convolutionWeights } from '../layers/convolution.js';
import { upsampleNearest } from '../layers/upsample-nearest.js';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Which of the module's parts are in use: all of them in the paper's method. */
export interface FusionParts {
  /** Eq. 6, 7. */
  readonly amplification: boolean;
  /** Saliency maps of Eq. 8; without them all positions weigh the same. */
  readonly saliency: boolean;
}

/** Hidden units of the amplification's MLP: a quarter of the channels. */
const hiddenShare = 4;

/** Each output is the mean of its own group of inputs: an untrained fusion averages channels instead of mixing them with random signs. */
function groupMeans(tf: TensorFlow, channelsIn: number, channelsOut: number): Tensor {
  const group = (channel: number): number => Math.floor((channel * channelsOut) / channelsIn);
  const sizes = new Float32Array(channelsOut);
  for (let channel = 0; channel < channelsIn; channel++) sizes[group(channel)]! += 1;
  const data = new Float32Array(channelsIn * channelsOut);
  for (let channel = 0; channel < channelsIn; channel++)
    data[channel * channelsOut + group(channel)] = 1 / sizes[group(channel)]!;
  return tf.tensor(data, [1, 1, channelsIn, channelsOut]);
}

/** Weights of the module for features of these widths, fused at `fusion` channels. */
export function fusionWeights(tf: TensorFlow, random: Random, widths: readonly number[], fusion: number): Weights {
  const parts = widths.map((width, scale) => {
    const hidden = Math.max(1, Math.floor(width / hiddenShare));
    return {
      [`amplify${scale}/hidden/matrix`]: glorotMatrix(tf, random, width, hidden),
      [`amplify${scale}/hidden/bias`]: tf.zeros([hidden]),
      [`amplify${scale}/out/matrix`]: glorotMatrix(tf, random, hidden, width),
      [`amplify${scale}/out/bias`]: tf.zeros([width]),
      ...convolutionWeights(tf, random, `saliency${scale}`, 1, width, 1),
      [`project${scale}/filter`]: groupMeans(tf, width, fusion),
    };
  });
  return Object.assign({}, ...parts);
}

/** Eq. 5: per position and channel, at least 0. */
export function discrepancy(tf: TensorFlow, teacher: Tensor4D, student: Tensor4D): Tensor4D {
  return tf.abs(tf.sub(teacher, student)) as Tensor4D;
}

/** Eq. 6: weights of the channels [n, 1, 1, c] in (0, 1), from their mean over the picture. */
export function channelWeights(tf: TensorFlow, weights: Weights, scale: number, difference: Tensor4D): Tensor4D {
  const [n, , , c] = difference.shape;
  const dense = (name: string, x: Tensor2D): Tensor2D =>
    tf.add(
      tf.matMul(x, weights[`amplify${scale}/${name}/matrix`] as Tensor2D),
      weights[`amplify${scale}/${name}/bias`] as Tensor1D,
    );
  const pooled = tf.mean(difference, [1, 2]) as Tensor2D;
  return tf.sigmoid(dense('out', tf.relu(dense('hidden', pooled)))).reshape([n, 1, 1, c]) as Tensor4D;
}

/** Eq. 6, 7. */
export function amplify(tf: TensorFlow, weights: Weights, scale: number, difference: Tensor4D): Tensor4D {
  return tf.mul(difference, channelWeights(tf, weights, scale, difference)) as Tensor4D;
}

/** Saliency of Eq. 8: [n, h, w, 1] in (0, 1). */
export function saliency(tf: TensorFlow, weights: Weights, scale: number, amplified: Tensor4D): Tensor4D {
  return tf.sigmoid(convolution(tf, weights, `saliency${scale}`, amplified)) as Tensor4D;
}

/**
 * Eq. 5 to 9: teacher and student features, shallow to deep, of equal shapes at each scale → fused discrepancy [n, h / 2, w / 2, fusion]. Scales differ in
 * size and channels: each is brought to the same channels by a 1 × 1 convolution without bias and upsampled to the finest.
 */
export function fuse(
  tf: TensorFlow,
  weights: Weights,
  teacher: readonly Tensor4D[],
  student: readonly Tensor4D[],
  parts: FusionParts,
): Tensor4D {
  const scales = teacher.map((features, scale) => {
    const difference = discrepancy(tf, features, student[scale]!);
    const amplified = parts.amplification ? amplify(tf, weights, scale, difference) : difference;
    const salient = parts.saliency
      ? (tf.mul(amplified, saliency(tf, weights, scale, amplified)) as Tensor4D)
      : amplified;
    let fused = tf.conv2d(salient, weights[`project${scale}/filter`] as Tensor4D, 1, 'same');
    for (let doubling = 0; doubling < scale; doubling++) fused = upsampleNearest(tf, fused);
    return fused;
  });
  return scales.reduce((sum, one) => tf.add(sum, one) as Tensor4D);
}

/** Eq. 10: the length of each fused discrepancy, [n]. */
export function anomalyScore(tf: TensorFlow, fused: Tensor4D): Tensor1D {
  return tf.sqrt(tf.sum(tf.square(fused), [1, 2, 3])) as Tensor1D;
}
