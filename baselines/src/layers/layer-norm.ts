import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { normalised } from './normalised.js';

const epsilon = 1e-6;

/** Layer normalisation over the last axis, which is `width` long; of pictures [n, h, w, width] it is also called pixel normalisation. */
export function layerNorm<T extends Tensor>(tf: TensorFlow, weights: Weights, name: string, x: T): T {
  return tf.add(tf.mul(normalised(tf, x, -1, epsilon), weights[`${name}/gain`]!), weights[`${name}/offset`]!) as T;
}

/** `name/gain` ones and `name/offset` zeros, each [width]. */
export function layerNormWeights(tf: TensorFlow, name: string, width: number): Weights {
  return { [`${name}/gain`]: tf.ones([width]), [`${name}/offset`]: tf.zeros([width]) };
}
