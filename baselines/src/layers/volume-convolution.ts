import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotUniform } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { axisView } from './axis-view.js';
import { joinChannels } from './join-channels.js';
import type { Volume } from './volume.js';

const size = 3;

/**
 * `name/filter` [3, 3, 3 · in, out], whose third axis is the slice (before, same, after) and then the channel, and `name/bias` [out]; Glorot and zeros.
 * @param hasBias false: a normalisation follows that takes it away
 */
export function volumeConvolutionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
  hasBias = true,
): Weights {
  const shape = [size, size, size * channelsIn, channelsOut];
  const volume = size ** 3;
  return {
    [`${name}/filter`]: glorotUniform(tf, random, shape, volume * channelsIn, volume * channelsOut),
    ...(hasBias ? { [`${name}/bias`]: tf.zeros([channelsOut]) } : {}),
  };
}

/**
 * Convolution of 3 × 3 × 3, plus the bias where there is one, same padding: [n, d, h, w, in] → [n, d, h, w, out]. Computed as a convolution in two dimensions of slices that carry their
 * neighbours' channels: `conv3d` has no right gradient on every runtime, `conv2d` has.
 */
export function volumeConvolution(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  const [n, d, h, w, channels] = x.shape;
  const filter = weights[`${name}/filter`] as Tensor4D;
  const slices = axisView(x, 1);
  const none = tf.zeros([n, 1, h * w * channels]) as Tensor3D;
  const shifted = (before: Tensor3D, after: Tensor3D): Volume =>
    tf.concat([before, after], 1).reshape(x.shape) as Volume;
  const rest = [n, d - 1, h * w * channels] as [number, number, number];
  const before = d === 1 ? tf.zerosLike(x) : shifted(none, slices.slice([0, 0, 0], rest));
  const after = d === 1 ? tf.zerosLike(x) : shifted(slices.slice([0, 1, 0], rest), none);
  const all = joinChannels(tf, [before, x, after]).reshape([n * d, h, w, size * channels]) as Tensor4D;
  const sum = tf.conv2d(all, filter, 1, 'same');
  const bias = weights[`${name}/bias`];
  return (bias ? tf.add(sum, bias) : sum).reshape([n, d, h, w, filter.shape[3]]) as Volume;
}
