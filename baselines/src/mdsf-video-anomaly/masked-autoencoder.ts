import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor4D } from '@tensorflow/tfjs';
import {
  convolution,
  convolutionWeights,
  transposedConvolution,
  transposedConvolutionWeights,
} from '../layers/convolution.js';
import type { Weights } from '../shared/weights.js';

const kernel = 3;

/** Frames of a stack: the channels of the picture. */
export const pictureChannels = 3;

/** Encoder and decoder `name`, one halving and one doubling of the size for each of `widths`. */
export function autoencoderWeights(tf: TensorFlow, random: Random, name: string, widths: readonly number[]): Weights {
  const channels = [pictureChannels, ...widths];
  const parts = widths.map((width, scale) => ({
    ...convolutionWeights(tf, random, `${name}/encoder${scale}`, kernel, channels[scale]!, width),
    ...transposedConvolutionWeights(tf, random, `${name}/decoder${scale}`, kernel, width, channels[scale]!),
  }));
  return Object.assign({}, ...parts);
}

/** Eq. 1, 2: features of pictures [n, h, w, 3] at each scale, shallow to deep: [n, h / 2^s, w / 2^s, widths[s − 1]]. */
export function encode(tf: TensorFlow, weights: Weights, name: string, pictures: Tensor4D, scales: number): Tensor4D[] {
  const features: Tensor4D[] = [];
  let x = pictures;
  for (let scale = 0; scale < scales; scale++) {
    x = tf.relu(convolution(tf, weights, `${name}/encoder${scale}`, x, 2)) as Tensor4D;
    features.push(x);
  }
  return features;
}

/** Eq. 3, 4: the picture again from the deepest features. */
export function decode(tf: TensorFlow, weights: Weights, name: string, features: readonly Tensor4D[]): Tensor4D {
  let x = features.at(-1)!;
  for (let scale = features.length - 1; scale >= 0; scale--) {
    const sum = transposedConvolution(tf, weights, `${name}/decoder${scale}`, x);
    x = scale === 0 ? sum : (tf.relu(sum) as Tensor4D);
  }
  return x;
}

export function meanSquaredError(tf: TensorFlow, a: Tensor4D, b: Tensor4D): Scalar {
  return tf.mean(tf.squaredDifference(a, b)) as Scalar;
}
