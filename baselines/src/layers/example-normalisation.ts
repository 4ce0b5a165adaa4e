import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { type Activations, alongChannels } from './linear-map.js';

/** A silent input has no deviation: dividing by nearly nothing would blow gradients up, layer after layer and step after step. */
const epsilon = 1e-2;

/** Weights `<name>/scale`, ones, and `<name>/offset`, zeros: one of each for a channel. */
export function normalisationWeights(tf: TensorFlow, name: string, channels: number): Weights {
  return { [`${name}/scale`]: tf.ones([channels]), [`${name}/offset`]: tf.zeros([channels]) };
}

/**
 * Mean 0 and deviation `target` over the positions and channels of one example at one step, then scale and offset: group normalisation (Wu & He 2018)
 * with one group. No example meets another, as it would in batch normalisation; that is what differential privacy needs.
 */
export function normaliseExample(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Activations,
  target: number,
): Activations {
  const { mean, variance } = tf.moments(x, [2, 3], true);
  const factor = tf.mul(tf.rsqrt(tf.add(variance, epsilon)), target) as Tensor;
  const normal = tf.mul(tf.sub(x, mean), factor);
  return tf.add(
    tf.mul(normal, alongChannels(weights[`${name}/scale`]!)),
    alongChannels(weights[`${name}/offset`]!),
  ) as Activations;
}
