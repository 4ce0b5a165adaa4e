import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotUniform } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/**
 * Activations of several time steps: [examples, steps, positions, channels]. Positions of a square picture go row by row.
 *
 * Layers on it take weights that all examples share, or weights with a leading axis of examples: the gradient by those is each example's own, from one
 * backward pass (DP-SGD clips it).
 */
export type Activations = Tensor4D;

/** A weight of `rank` axes, or of one more where each example has its own, made to broadcast along steps and positions. */
export function alongChannels(weight: Tensor): Tensor4D {
  const channels = weight.shape.at(-1)!;
  return weight.reshape([weight.rank === 1 ? 1 : weight.shape[0]!, 1, 1, channels]) as Tensor4D;
}

/**
 * Weights `<name>/matrix` [in, out], Glorot-uniform, and `<name>/bias` [out], uniform within ±1 / √in as PyTorch has it: spiking layers whose input is
 * silent at first would else stay so.
 */
export function linearWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  unitsIn: number,
  unitsOut: number,
): Weights {
  return {
    [`${name}/matrix`]: glorotUniform(tf, random, [unitsIn, unitsOut], unitsIn, unitsOut),
    [`${name}/bias`]: tf.tensor1d(
      Float32Array.from({ length: unitsOut }, () => random.uniform(-1, 1) / Math.sqrt(unitsIn)),
    ),
  };
}

/** x · matrix + bias at every step and position. */
export function linearMap(tf: TensorFlow, weights: Weights, name: string, x: Activations): Activations {
  const matrix = weights[`${name}/matrix`]!;
  const [examples, steps, positions, unitsIn] = x.shape;
  const rows = matrix.rank === 2 ? [examples * steps * positions, unitsIn] : [examples, steps * positions, unitsIn];
  const product = tf.matMul(x.reshape(rows) as Tensor2D, matrix as Tensor2D);
  const shaped = product.reshape([examples, steps, positions, matrix.shape.at(-1)!]);
  return tf.add(shaped, alongChannels(weights[`${name}/bias`]!));
}
