import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { depthwiseConvolution, depthwiseWeights } from './depthwise-convolution.js';

/** in · out + 10 · out values: `name/mix/filter` [1, 1, in, out] without bias, `name/depth` of 3 × 3 with. */
export function blueprintWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return {
    [`${name}/mix/filter`]: glorotFilter(tf, random, [1, 1, channelsIn, channelsOut]),
    ...depthwiseWeights(tf, random, `${name}/depth`, [3, 3], channelsOut),
  };
}

/** Mixes channels by 1 × 1: [n, h, w, in] → [n, h, w, out]. */
export function mixChannels(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  return tf.conv2d(x, weights[`${name}/mix/filter`] as Tensor4D, 1, 'valid');
}

/**
 * Blueprint separable convolution BSConv-U (Haase & Amthor 2020): first the channels, then 3 × 3 in each.
 * [n, h, w, in] → [n, h, w, out], smaller with a stride or with valid padding.
 */
export function blueprintConvolution(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Tensor4D,
  stride = 1,
  padding: 'same' | 'valid' = 'same',
): Tensor4D {
  return depthwiseConvolution(tf, weights, `${name}/depth`, mixChannels(tf, weights, name, x), stride, padding);
}
