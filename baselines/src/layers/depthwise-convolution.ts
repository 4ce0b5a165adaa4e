import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { glorotUniform } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** `name/filter` [height, width, channels, 1] (Glorot: each channel sees height · width values) and `name/bias` [channels], zeros. */
export function depthwiseWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  [height, width]: readonly [number, number],
  channels: number,
): Weights {
  const area = height * width;
  return {
    [`${name}/filter`]: glorotUniform(tf, random, [height, width, channels, 1], area, area),
    [`${name}/bias`]: tf.zeros([channels]),
  };
}

/** One filter a channel, with bias: [n, h, w, channels] → [n, h / stride, w / stride, channels]. */
export function depthwiseConvolution(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Tensor4D,
  stride = 1,
  padding: 'same' | 'valid' = 'same',
): Tensor4D {
  const sum = tf.depthwiseConv2d(x, weights[`${name}/filter`] as Tensor4D, stride, padding);
  return tf.add(sum, weights[`${name}/bias`]!) as Tensor4D;
}
