import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';

export type Pair = readonly [a: number, b: number];

/** Keeps the gradient of the root finite where two features are equal. */
const epsilon = 1e-12;

/** Rows of a batch by identity: pairs of different rows, each once. */
export function unorderedPairs(identities: ArrayLike<number>, isWithin: boolean): Pair[] {
  const pairs: Pair[] = [];
  for (let a = 0; a < identities.length; a++)
    for (let b = a + 1; b < identities.length; b++)
      if ((identities[a] === identities[b]) === isWithin) pairs.push([a, b]);
  return pairs;
}

/** [pairs, rows]: 1 at a pair's first row, −1 at its second. Its product with features gives their differences, and costs one operation. */
export function differenceMatrix(tf: TensorFlow, pairs: readonly Pair[], rows: number): Tensor2D {
  const values = new Float32Array(pairs.length * rows);
  pairs.forEach(([a, b], pair) => {
    values[pair * rows + a] = 1;
    values[pair * rows + b] = -1;
  });
  return tf.tensor2d(values, [pairs.length, rows]);
}

/** Euclidean distances [pairs]. @param features [rows, length] */
export function distancesOf(tf: TensorFlow, differences: Tensor2D, features: Tensor2D): Tensor1D {
  const squares = tf.sum(tf.square(tf.matMul(differences, features)), 1);
  return tf.sqrt(tf.add(squares, epsilon)) as Tensor1D;
}
