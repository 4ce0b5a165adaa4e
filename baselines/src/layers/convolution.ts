import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** `name/filter` [size, size, in, out] and `name/bias` [out], Glorot and zeros. */
export function convolutionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  size: number,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return {
    [`${name}/filter`]: glorotFilter(tf, random, [size, size, channelsIn, channelsOut]),
    [`${name}/bias`]: tf.zeros([channelsOut]),
  };
}

/** Convolution with bias, same padding: [n, h, w, in] → [n, h / stride, w / stride, out]. */
export function convolution(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D, stride = 1): Tensor4D {
  const sum = tf.conv2d(x, weights[`${name}/filter`] as Tensor4D, stride, 'same');
  return tf.add(sum, weights[`${name}/bias`]!) as Tensor4D;
}

/** Weights of a transposed convolution: `name/filter` is [size, size, out, in]. */
export function transposedConvolutionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  size: number,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return {
    [`${name}/filter`]: glorotFilter(tf, random, [size, size, channelsOut, channelsIn]),
    [`${name}/bias`]: tf.zeros([channelsOut]),
  };
}

/** Transposed convolution of stride 2 with bias: [n, h, w, in] → [n, 2h, 2w, out]. */
export function transposedConvolution(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  const filter = weights[`${name}/filter`] as Tensor4D;
  const [n, h, w] = x.shape;
  const sum = tf.conv2dTranspose(x, filter, [n, 2 * h, 2 * w, filter.shape[2]], 2, 'same');
  return tf.add(sum, weights[`${name}/bias`]!) as Tensor4D;
}
