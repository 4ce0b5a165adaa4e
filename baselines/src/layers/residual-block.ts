import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { dense, denseWeights } from './dense.js';
import { instanceNorm, instanceNormWeights } from './instance-norm.js';
import type { Volume } from './volume.js';
import { volumeConvolution, volumeConvolutionWeights } from './volume-convolution.js';

const slope = 0.01;

/** Two convolutions with their normalisations; a projected shortcut where the number of channels changes. */
export function residualBlockWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
): Weights {
  const shortcut = {
    ...denseWeights(tf, random, `${name}/shortcut`, channelsIn, channelsOut, false),
    ...instanceNormWeights(tf, `${name}/shortcut/norm`, channelsOut),
  };
  return {
    ...volumeConvolutionWeights(tf, random, `${name}/first`, channelsIn, channelsOut, false),
    ...instanceNormWeights(tf, `${name}/first/norm`, channelsOut),
    ...volumeConvolutionWeights(tf, random, `${name}/second`, channelsOut, channelsOut, false),
    ...instanceNormWeights(tf, `${name}/second/norm`, channelsOut),
    ...(channelsIn === channelsOut ? {} : shortcut),
  };
}

/**
 * Residual block of volumes as in UNETR (Hatamizadeh et al. 2022): convolution of 3 × 3 × 3, instance normalisation, leaky rectifier, the first two once more, shortcut,
 * leaky rectifier. [n, d, h, w, in] → [n, d, h, w, out].
 */
export function residualBlock(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  const normal = (part: string, y: Volume): Volume => instanceNorm(tf, weights, `${name}/${part}/norm`, y);
  const first = tf.leakyRelu(normal('first', volumeConvolution(tf, weights, `${name}/first`, x)), slope);
  const second = normal('second', volumeConvolution(tf, weights, `${name}/second`, first));
  const isProjected = weights[`${name}/shortcut/matrix`] !== undefined;
  const shortcut = isProjected ? normal('shortcut', dense(tf, weights, `${name}/shortcut`, x)) : x;
  return tf.leakyRelu(tf.add(second, shortcut) as Volume, slope);
}
