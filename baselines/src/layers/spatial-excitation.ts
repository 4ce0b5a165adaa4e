import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { dense, denseWeights } from './dense.js';
import type { Volume } from './volume.js';

/** `name/matrix` [channels, 1] and `name/bias` [1]. */
export function spatialExcitationWeights(tf: TensorFlow, random: Random, name: string, channels: number): Weights {
  return denseWeights(tf, random, name, channels, 1);
}

/** Spatial squeeze and excitation (sSE, Roy et al. 2018): each voxel times a weight in (0, 1) of its own, from all of its channels. Keeps the shape. */
export function spatialExcitation(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  return tf.mul(x, tf.sigmoid(dense(tf, weights, name, x)));
}
