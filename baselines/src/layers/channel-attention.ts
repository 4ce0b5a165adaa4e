import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotUniform } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Odd kernel for so many channels: the nearest odd number to log2(c) / 2 + 1 / 2 (Wang et al. 2020, Eq. 12). */
export function ecaKernel(channels: number): number {
  const size = Math.floor(Math.abs(Math.log2(channels) / 2 + 0.5));
  return size % 2 === 1 ? size : size + 1;
}

/** `name/kernel` [k, 1, 1]: one for all channels, without bias. */
export function channelAttentionWeights(tf: TensorFlow, random: Random, name: string, channels: number): Weights {
  const size = ecaKernel(channels);
  return { [`${name}/kernel`]: glorotUniform(tf, random, [size, 1, 1], size, size) };
}

/** Weights of the channels in (0, 1): [n, c] from the means [n, c], by a convolution along the channels. */
export function channelAttention(tf: TensorFlow, weights: Weights, name: string, means: Tensor2D): Tensor2D {
  const [n, c] = means.shape;
  const along = tf.conv1d(means.reshape([n, c, 1]) as Tensor3D, weights[`${name}/kernel`] as Tensor3D, 1, 'same');
  return tf.sigmoid(along).reshape([n, c]) as Tensor2D;
}

/** Efficient channel attention (ECA): each channel of [n, h, w, c] times its weight. */
export function attendChannels(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  const [n, , , c] = x.shape;
  const gate = channelAttention(tf, weights, name, tf.mean(x, [1, 2]) as Tensor2D);
  return tf.mul(x, gate.reshape([n, 1, 1, c])) as Tensor4D;
}
