import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { classify, embed, embeddingWeights, encode, encoderWeights, headWeights, patches } from './transformer.js';
import { inertialChannels, jointAxes, jointCount, steps } from './windows-data.js';

/** Filter (1, 9) along the joints, valid: 20 → 12 → 4 joints. Channels are not printed; ours. */
const convolution = { length: 9, channels: [8, 8] as const, jointsLeft: 4 } as const;
const inertialPatch = (steps / patches) * inertialChannels;
const skeletonPatch = (steps / patches) * convolution.jointsLeft * convolution.channels[1];

/** Spatio-temporal convolution transformer: the teacher. */
export function teacherWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  const [first, second] = convolution.channels;
  return {
    'position/inertial': tf.zeros([1, steps, inertialChannels]),
    'position/skeleton': tf.zeros([1, steps, jointCount, jointAxes]),
    'spatial0/filter': glorotFilter(tf, random, [1, convolution.length, jointAxes, first]),
    'spatial0/bias': tf.zeros([first]),
    'spatial1/filter': glorotFilter(tf, random, [1, convolution.length, first, second]),
    'spatial1/bias': tf.zeros([second]),
    ...embeddingWeights(tf, random, 'inertial', inertialPatch),
    ...embeddingWeights(tf, random, 'skeleton', skeletonPatch),
    ...encoderWeights(tf, random, 'inertial0'),
    ...encoderWeights(tf, random, 'skeleton0'),
    ...encoderWeights(tf, random, 'combined1'),
    ...headWeights(tf, random, classes),
  };
}

function spatial(tf: TensorFlow, weights: Weights, index: number, x: Tensor4D): Tensor4D {
  const sum = tf.add(
    tf.conv2d(x, weights[`spatial${index}/filter`] as Tensor4D, 1, 'valid'),
    weights[`spatial${index}/bias`]!,
  ) as Tensor4D;
  return tf.relu(sum);
}

/**
 * Attention feature fusion: after the first encoder of each modality the tokens are added (Eq. 6), then one encoder of the sum.
 * @param inertial [n, 64, 6] @param skeleton [n, 64, 20, 3], both normalised
 * @returns logits [n, classes]
 */
export function teacherLogits(tf: TensorFlow, weights: Weights, inertial: Tensor3D, skeleton: Tensor4D): Tensor2D {
  const n = inertial.shape[0];
  const placed = tf.add(skeleton, weights['position/skeleton'] as Tensor) as Tensor4D;
  const space = spatial(tf, weights, 1, spatial(tf, weights, 0, placed)).reshape([
    n,
    patches,
    skeletonPatch,
  ]) as Tensor3D;
  const wrist = tf
    .add(inertial, weights['position/inertial'] as Tensor)
    .reshape([n, patches, inertialPatch]) as Tensor3D;
  const z = tf.add(
    encode(tf, weights, 'skeleton0', embed(tf, weights, 'skeleton', space)),
    encode(tf, weights, 'inertial0', embed(tf, weights, 'inertial', wrist)),
  ) as Tensor3D;
  return classify(tf, weights, encode(tf, weights, 'combined1', z));
}
