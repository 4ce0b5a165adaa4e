import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';

/** Two dense layers from `width` over `hidden` back to `width`; the second begins at zero, so that at first the policy changes nothing. */
export function policyWeights(tf: TensorFlow, random: Random, width: number, hidden: number): Record<string, Tensor> {
  return {
    'policy/first': glorotMatrix(tf, random, width, hidden),
    'policy/first-bias': tf.zeros([hidden]),
    'policy/second': tf.zeros([hidden, width]),
    'policy/second-bias': tf.zeros([width]),
  };
}

/** y = ReLU(e · first + bias) · second + bias (Eq. 6). @param users [n, width] @returns [n, width] */
export function policy(tf: TensorFlow, weights: Readonly<Record<string, Tensor>>, users: Tensor2D): Tensor2D {
  const hidden = tf.relu(
    tf.add(tf.matMul(users, weights['policy/first'] as Tensor2D), weights['policy/first-bias']!),
  ) as Tensor2D;
  return tf.add(tf.matMul(hidden, weights['policy/second'] as Tensor2D), weights['policy/second-bias']!);
}
