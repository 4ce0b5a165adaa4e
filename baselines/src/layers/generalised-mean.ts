import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';

/** Keeps the logarithm finite where a channel is silent. */
const epsilon = 1e-6;

/**
 * Generalised mean over positions with exponent 3 (Radenović et al. 2019): between the mean and the largest.
 * @param x [n, h, w, channels], values below 0 count as 0 @returns [n, channels]
 */
export function generalisedMean(tf: TensorFlow, x: Tensor4D): Tensor2D {
  // What is negative (behind a non-local block) counts as nothing, as in AGW.
  const positive = tf.relu(x);
  const cubes = tf.mul(tf.square(positive), positive) as Tensor4D;
  return tf.exp(tf.div(tf.log(tf.add(tf.mean(cubes, [1, 2]), epsilon)), 3)) as Tensor2D;
}
