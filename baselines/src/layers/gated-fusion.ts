import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';

/** Weights of a gate between two vectors of `width`: 2 · width² + width values. */
export function gateWeights(
  tf: TensorFlow,
  random: Random,
  width: number,
): Record<'gate/matrix' | 'gate/bias', Tensor> {
  return { 'gate/matrix': glorotMatrix(tf, random, 2 * width, width), 'gate/bias': tf.zeros([width]) };
}

/** g = σ([a ; b] · matrix + bias), in (0, 1) for each component. @param a [n, width] @param b [n, width] @returns [n, width] */
export function gate(tf: TensorFlow, weights: Readonly<Record<string, Tensor>>, a: Tensor2D, b: Tensor2D): Tensor2D {
  const both = tf.concat([a, b], 1);
  return tf.sigmoid(tf.add(tf.matMul(both, weights['gate/matrix'] as Tensor2D), weights['gate/bias']!));
}

/** g ⊙ a + (1 − g) ⊙ b: where the gate is open, `a`. All [n, width]. */
export function mixBy(tf: TensorFlow, g: Tensor2D, a: Tensor2D, b: Tensor2D): Tensor2D {
  return tf.add(b, tf.mul(g, tf.sub(a, b)));
}
