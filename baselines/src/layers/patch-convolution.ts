import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { type Activations, alongChannels, linearMap, linearWeights } from './linear-map.js';

const kernel = 3;
const taps = kernel * kernel;

/**
 * [3, 3, channels, 9 · channels]: a convolution with it lays the nine neighbours of a position side by side. Gathering by a convolution has a gradient
 * in every runtime, and what is learned becomes a matrix: one for all, or one for each example.
 */
function neighbours(tf: TensorFlow, channels: number): Tensor4D {
  return tf.eye(taps * channels).reshape([kernel, kernel, channels, taps * channels]) as Tensor4D;
}

function asPictures(x: Activations): Tensor4D {
  const [examples, steps, positions, channels] = x.shape;
  const side = Math.sqrt(positions);
  return x.reshape([examples * steps, side, side, channels]) as Tensor4D;
}

function asActivations(pictures: Tensor4D, [examples, steps]: Activations['shape']): Activations {
  const [, height, width, channels] = pictures.shape;
  return pictures.reshape([examples, steps, height * width, channels]) as Activations;
}

/** Weights of a 3 × 3 convolution: a matrix [9 · in, out] and a bias. */
export function convolutionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return linearWeights(tf, random, name, taps * channelsIn, channelsOut);
}

/** 3 × 3 convolution of square pictures, one pixel of zeros around. */
export function patchConvolution(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Activations,
  stride: 1 | 2,
): Activations {
  const padded = tf.pad(asPictures(x), [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]) as Tensor4D;
  const patches = tf.conv2d(padded, neighbours(tf, x.shape[3]), stride, 'valid');
  return linearMap(tf, weights, name, asActivations(patches, x.shape));
}

/** Weights of a 3 × 3 transposed convolution: a matrix [in, 9 · out], and a bias of one value a channel. */
export function transposedConvolutionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
): Weights {
  const wide = linearWeights(tf, random, name, channelsIn, taps * channelsOut);
  wide[`${name}/bias`]!.dispose();
  return { ...wide, [`${name}/bias`]: tf.zeros([channelsOut]) };
}

/** 3 × 3 transposed convolution with stride 2, padding 1 and output padding 1: pictures of twice the side. */
export function transposedConvolution(tf: TensorFlow, weights: Weights, name: string, x: Activations): Activations {
  const bias = weights[`${name}/bias`]!;
  const channels = bias.shape.at(-1)!;
  const wideBias = tf.zeros([...bias.shape.slice(0, -1), taps * channels]);
  const contributions = linearMap(tf, { ...weights, [`${name}/bias`]: wideBias }, name, x);
  const pictures = asPictures(contributions);
  const [count, side] = pictures.shape;
  const whole = 2 * side + 1;
  const added = tf.conv2dTranspose(pictures, neighbours(tf, channels), [count, whole, whole, channels], 2, 'valid');
  const cut = added.slice([0, 1, 1, 0], [count, 2 * side, 2 * side, channels]) as Tensor4D;
  return tf.add(asActivations(cut, x.shape), alongChannels(bias));
}
