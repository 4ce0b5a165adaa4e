import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Normal values of a small deviation: tokens, positions, words. */
export function normalValues(tf: TensorFlow, random: Random, shape: number[], deviation: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal(0, deviation)),
    shape,
  );
}

export function linearWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  unitsIn: number,
  unitsOut: number,
): Weights {
  return { [`${name}/matrix`]: glorotMatrix(tf, random, unitsIn, unitsOut), [`${name}/bias`]: tf.zeros([unitsOut]) };
}

/** x · matrix + bias over the last axis of [n, tokens, in]. */
export function linear(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor3D {
  const [items, tokens, units] = x.shape;
  const matrix = weights[`${name}/matrix`]!;
  const flat = tf.add(tf.matMul(x.reshape([items * tokens, units]), matrix), weights[`${name}/bias`]!);
  return flat.reshape([items, tokens, matrix.shape[1]!]) as Tensor3D;
}

/**
 * softmax(Q Kᵀ / √d), [n, heads, queries, keys].
 * @param absent [n, keys]: 1 for keys that are padding; null: none is
 */
export function attentionWeights(tf: TensorFlow, q: Tensor4D, k: Tensor4D, absent: Tensor | null): Tensor4D {
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape[3]));
  if (!absent) return tf.softmax(scores) as Tensor4D;
  const [items, keys] = absent.shape as [number, number];
  return tf.softmax(tf.sub(scores, tf.mul(absent.reshape([items, 1, 1, keys]), 1e9))) as Tensor4D;
}
