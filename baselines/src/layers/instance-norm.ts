import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { normalised } from './normalised.js';
import type { Volume } from './volume.js';

const epsilon = 1e-5;

/** `name/gain` ones and `name/offset` zeros, each [channels]. */
export function instanceNormWeights(tf: TensorFlow, name: string, channels: number): Weights {
  return { [`${name}/gain`]: tf.ones([channels]), [`${name}/offset`]: tf.zeros([channels]) };
}

/** Instance normalisation (Ulyanov et al. 2016): mean 0 and deviation 1 of each channel over the voxels of one volume, then gain and offset. Keeps the shape. */
export function instanceNorm(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  const [n, d, h, w, c] = x.shape;
  const normal = normalised(tf, x.reshape([n, d * h * w, c]), 1, epsilon);
  return tf.add(tf.mul(normal, weights[`${name}/gain`]!), weights[`${name}/offset`]!).reshape(x.shape) as Volume;
}
