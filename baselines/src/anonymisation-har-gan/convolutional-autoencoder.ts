import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import { batchNormalise, type Moments } from '../layers/batch-normalisation.js';
import { glorotFilter } from '../shared/initial-values.js';
import { dropout } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import { type CodeGeometry, kernel, stride } from './code-geometry.js';

export interface AutoencoderSettings {
  readonly channels: readonly [number, number, number];
  /** Steps repeated before and after a window. */
  readonly timePadding: number;
  readonly dropout: number;
}

/** How a network is run: where batch normalisation has its moments from, and, in training, what dropout draws from. */
export interface Mode {
  readonly moments: Moments;
  readonly dropping: Random | null;
}

function normalisation(tf: TensorFlow, layer: string, channels: number): Weights {
  return { [`${layer}/scale`]: tf.ones([channels]), [`${layer}/shift`]: tf.zeros([channels]) };
}

/** Convolutions have no biases. Names begin with `encoder/` (the bottleneck's too) and `decoder/`. */
export function autoencoderWeights(tf: TensorFlow, random: Random, { channels }: AutoencoderSettings): Weights {
  const [first, second, third] = channels;
  const filter = (size: number, channelsIn: number, channelsOut: number): Tensor =>
    glorotFilter(tf, random, [size, size, channelsIn, channelsOut]);
  return {
    'encoder/1': filter(kernel, 1, first),
    ...normalisation(tf, 'encoder/norm1', first),
    'encoder/2': filter(kernel, first, second),
    ...normalisation(tf, 'encoder/norm2', second),
    'encoder/3': filter(kernel, second, third),
    ...normalisation(tf, 'encoder/norm3', third),
    'encoder/bottleneck': filter(1, third, third),
    // Filters of transposed convolutions are [height, width, out, in].
    'decoder/1': filter(kernel, second, third),
    ...normalisation(tf, 'decoder/norm1', second),
    'decoder/2': filter(kernel, first, second),
    ...normalisation(tf, 'decoder/norm2', first),
    'decoder/3': filter(kernel, 1, first),
  };
}

/**
 * The code of windows: three convolutions of 4 × 4 and stride 2 with batch normalisation and ReLU, and the bottleneck with ReLU.
 * @param padded [items, time, width, 1], values in [0, 1]
 * @returns [items, …size of the code, channels]
 */
export function encode(
  tf: TensorFlow,
  weights: Weights,
  padded: Tensor4D,
  { dropout: rate }: AutoencoderSettings,
  { moments, dropping }: Mode,
): Tensor4D {
  let x = padded;
  for (const layer of [1, 2, 3]) {
    const sum = tf.conv2d(x, weights[`encoder/${layer}`] as Tensor4D, stride, 'valid');
    x = tf.relu(batchNormalise(tf, sum, `encoder/norm${layer}`, weights, moments));
    if (dropping && layer > 1) x = dropout(tf, x, rate, dropping) as Tensor4D;
  }
  return tf.relu(tf.conv2d(x, weights['encoder/bottleneck'] as Tensor4D, 1, 'valid'));
}

/**
 * Windows from codes: three transposed convolutions, the first two with batch normalisation and ReLU, the last with a sigmoid; cut to the window's size.
 * @returns [items, steps, channels, 1] in [0, 1]
 */
export function decode(
  tf: TensorFlow,
  weights: Weights,
  code: Tensor4D,
  geometry: CodeGeometry,
  { dropout: rate }: AutoencoderSettings,
  { moments, dropping }: Mode,
): Tensor4D {
  const items = code.shape[0];
  let x = code;
  for (const layer of [1, 2, 3]) {
    const filter = weights[`decoder/${layer}`] as Tensor4D;
    const [height, width] = x.shape.slice(1, 3).map((length) => (length - 1) * stride + kernel) as [number, number];
    x = tf.conv2dTranspose(x, filter, [items, height, width, filter.shape[2]], stride, 'valid');
    if (layer === 3) break;
    x = tf.relu(batchNormalise(tf, x, `decoder/norm${layer}`, weights, moments));
    if (dropping) x = dropout(tf, x, rate, dropping) as Tensor4D;
  }
  const [steps, channels] = geometry.window;
  const begin = [0, (geometry.decoded[0] - steps) >> 1, (geometry.decoded[1] - channels) >> 1, 0];
  return tf.slice(tf.sigmoid(x), begin, [items, steps, channels, 1]) as Tensor4D;
}
