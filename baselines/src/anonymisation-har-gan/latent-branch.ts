import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Slope of the leaky ReLU: not stated; PyTorch's default. */
const slope = 0.01;

/** @param inputs length of z with what is put beside it @param codeSize values of a code */
export function latentWeights(
  tf: TensorFlow,
  random: Random,
  inputs: number,
  hidden: number,
  codeSize: number,
): Weights {
  return {
    'latent/1/matrix': glorotMatrix(tf, random, inputs, hidden),
    'latent/1/bias': tf.zeros([hidden]),
    'latent/2/matrix': glorotMatrix(tf, random, hidden, codeSize),
    'latent/2/bias': tf.zeros([codeSize]),
  };
}

/** C_z [items, codeSize] of z and its condition [items, inputs]: two dense layers, each with leaky ReLU. */
export function latentCode(tf: TensorFlow, weights: Weights, inputs: Tensor2D): Tensor2D {
  let x = inputs;
  for (const layer of [1, 2]) {
    const sum = tf.add(tf.matMul(x, weights[`latent/${layer}/matrix`] as Tensor2D), weights[`latent/${layer}/bias`]!);
    x = tf.leakyRelu(sum, slope) as Tensor2D;
  }
  return x;
}
