import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import { glorotMatrix } from '../shared/initial-values.js';
import { dropout } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';

/** Width of every token, printed in the paper. */
export const width = 32;
/** Not stated: four heads, a hidden layer of twice the width. */
const heads = 4;
const headWidth = width / heads;
const hidden = 64;

export interface Dropping {
  readonly rate: number;
  readonly random: Random;
}

/** Dropout in training; the identity with `null`. */
export function drop<T extends Tensor>(tf: TensorFlow, x: T, dropping: Dropping | null): T {
  return dropping ? (dropout(tf, x, dropping.rate, dropping.random) as T) : x;
}

/** x · matrix + bias for rows [n, in]. */
export function dense(tf: TensorFlow, weights: Weights, name: string, x: Tensor2D): Tensor2D {
  return tf.add(tf.matMul(x, weights[`${name}/matrix`] as Tensor2D), weights[`${name}/bias`] as Tensor1D);
}

export function denseWeights(tf: TensorFlow, random: Random, name: string, unitsIn: number, unitsOut: number): Weights {
  return { [`${name}/matrix`]: glorotMatrix(tf, random, unitsIn, unitsOut), [`${name}/bias`]: tf.zeros([unitsOut]) };
}

/** 8,544 values. */
export function encoderWeights(tf: TensorFlow, random: Random, name: string): Weights {
  return {
    ...layerNormWeights(tf, `${name}/norm1`, width),
    ...denseWeights(tf, random, `${name}/qkv`, width, 3 * width),
    ...denseWeights(tf, random, `${name}/out`, width, width),
    ...layerNormWeights(tf, `${name}/norm2`, width),
    ...denseWeights(tf, random, `${name}/mlp1`, width, hidden),
    ...denseWeights(tf, random, `${name}/mlp2`, hidden, width),
  };
}

function attention(tf: TensorFlow, weights: Weights, name: string, x: Tensor2D, items: number): Tensor2D {
  const tokens = x.shape[0] / items;
  const qkv = dense(tf, weights, `${name}/qkv`, x)
    .reshape([items, tokens, 3 * heads, headWidth])
    .transpose([0, 2, 1, 3]);
  const [q, k, v] = tf.split(qkv, 3, 1) as [Tensor, Tensor, Tensor];
  const scores = tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(headWidth));
  const mixed = tf.matMul(tf.softmax(scores), v).transpose([0, 2, 1, 3]).reshape([-1, width]);
  return dense(tf, weights, `${name}/out`, mixed as Tensor2D);
}

/** Pre-norm transformer encoder on tokens [items · tokens, width]: attention and MLP, each with a residual. */
export function encoder(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Tensor2D,
  items: number,
  dropping: Dropping | null,
): Tensor2D {
  const attended = attention(tf, weights, name, layerNorm(tf, weights, `${name}/norm1`, x), items);
  const middle = tf.add(x, drop(tf, attended, dropping)) as Tensor2D;
  const inner = tf.relu(dense(tf, weights, `${name}/mlp1`, layerNorm(tf, weights, `${name}/norm2`, middle)));
  return tf.add(middle, drop(tf, dense(tf, weights, `${name}/mlp2`, inner), dropping));
}

/** Patch embedding, class token and positional embedding of `patches` tokens of `length` values. */
export function tokenWeights(tf: TensorFlow, random: Random, name: string, patches: number, length: number): Weights {
  const small = (rows: number): Tensor =>
    tf.tensor(
      Float32Array.from({ length: rows * width }, () => random.normal(0, 0.02)),
      [rows, width],
    );
  return {
    ...denseWeights(tf, random, `${name}/embed`, length, width),
    [`${name}/class`]: small(1),
    [`${name}/position`]: small(patches + 1),
  };
}

/**
 * Eq. 1: [class; patches · E] + position.
 * @param patches [items · patches, length]
 * @returns [items · (patches + 1), width], the class token first
 */
export function tokensOf(tf: TensorFlow, weights: Weights, name: string, patches: Tensor2D, items: number): Tensor2D {
  const embedded = dense(tf, weights, `${name}/embed`, patches).reshape([items, -1, width]) as Tensor3D;
  const first = tf.tile(weights[`${name}/class`]!.reshape([1, 1, width]), [items, 1, 1]) as Tensor3D;
  return tf.add(tf.concat([first, embedded], 1), weights[`${name}/position`]!).reshape([-1, width]);
}

/** Logits [items, classes] from the class token; its layer norm and a dense layer. */
export function head(tf: TensorFlow, weights: Weights, x: Tensor2D, items: number): Tensor2D {
  const first = tf
    .slice(x.reshape([items, -1, width]) as Tensor3D, [0, 0, 0], [items, 1, width])
    .reshape([items, width]);
  return dense(tf, weights, 'head', layerNorm(tf, weights, 'norm', first as Tensor2D));
}

export function headWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  return { ...layerNormWeights(tf, 'norm', width), ...denseWeights(tf, random, 'head', width, classes) };
}
