import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/**
 * `name/matrix` [in, out], Glorot, and `name/bias` [out], zeros.
 * @param hasBias false: a normalisation follows that takes it away
 */
export function denseWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  unitsIn: number,
  unitsOut: number,
  hasBias = true,
): Weights {
  return {
    [`${name}/matrix`]: glorotMatrix(tf, random, unitsIn, unitsOut),
    ...(hasBias ? { [`${name}/bias`]: tf.zeros([unitsOut]) } : {}),
  };
}

/** x · matrix, plus the bias where there is one, over the last axis, whatever stands before it: [..., in] → [..., out]. Of pictures and volumes: a convolution with a kernel of one. */
export function dense<T extends Tensor>(tf: TensorFlow, weights: Weights, name: string, x: T): T {
  const matrix = weights[`${name}/matrix`]!;
  const [unitsIn, unitsOut] = matrix.shape as [number, number];
  const rows = tf.matMul(x.reshape([-1, unitsIn]), matrix);
  const bias = weights[`${name}/bias`];
  return (bias ? tf.add(rows, bias) : rows).reshape([...x.shape.slice(0, -1), unitsOut]) as T;
}
