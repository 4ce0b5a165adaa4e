import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { byHeads, joinHeads } from './attention-heads.js';
import { dense, denseWeights } from './dense.js';
import { type Sizes3, voxelsOf } from './volume.js';

/** Deviation of the position bias at the start, as in Swin. */
const positionDeviation = 0.02;

export interface WindowAttentionShape {
  /** The largest window: smaller ones use the middle of its table. */
  readonly window: Sizes3;
  readonly heads: number;
}

/** Offsets between two voxels of a window along each axis. */
function offsets([depth, height, width]: Sizes3): Sizes3 {
  return [2 * depth - 1, 2 * height - 1, 2 * width - 1];
}

/** `qkv` [c, 3c], `project` [c, c] with biases, and `position` [offsets, heads]. @param channels a multiple of the heads */
export function windowAttentionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channels: number,
  { window, heads }: WindowAttentionShape,
): Weights {
  const rows = voxelsOf(offsets(window));
  const position = Float32Array.from({ length: rows * heads }, () => random.normal(0, positionDeviation));
  return {
    ...denseWeights(tf, random, `${name}/qkv`, channels, 3 * channels),
    [`${name}/position`]: tf.tensor2d(position, [rows, heads]),
    ...denseWeights(tf, random, `${name}/project`, channels, channels),
  };
}

/** Row of the table for each pair of voxels of a window that is no larger than the table's, [tokens · tokens]. */
export function positionIndex(window: Sizes3, largest: Sizes3): Int32Array {
  const tokens = voxelsOf(window);
  const [, rows, columns] = offsets(largest);
  const placeOf = (token: number): Sizes3 => [
    Math.floor(token / (window[1] * window[2])),
    Math.floor(token / window[2]) % window[1],
    token % window[2],
  ];
  return Int32Array.from({ length: tokens * tokens }, (_, pair) => {
    const [from, to] = [placeOf(Math.floor(pair / tokens)), placeOf(pair % tokens)];
    const [z, y, x] = from.map((place, axis) => place - to[axis]! + largest[axis]! - 1) as unknown as Sizes3;
    return (z * rows + y) * columns + x;
  });
}

/**
 * Multi-head self-attention within windows, with a bias for each offset between two voxels (Liu et al. 2021).
 * @param x [n · windows, tokens, c], as `windowPartition` gives it for `window`
 * @param mask scores to add, [windows, tokens, tokens], the same for each of the n; null: none
 */
export function windowAttention(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Tensor3D,
  window: Sizes3,
  { heads, window: largest }: WindowAttentionShape,
  mask: Float32Array | null,
): Tensor3D {
  const [count, tokens, channels] = x.shape;
  const [q, k, v] = tf
    .split(dense(tf, weights, `${name}/qkv`, x), 3, 2)
    .map((part) => byHeads(part as Tensor3D, heads)) as [Tensor4D, Tensor4D, Tensor4D];
  const scores = tf.mul(tf.matMul(q, k, false, true), Math.sqrt(heads / channels));
  const table = weights[`${name}/position`]!;
  const bias = tf
    .gather(table, tf.tensor1d(positionIndex(window, largest), 'int32'))
    .transpose()
    .reshape([1, heads, tokens, tokens]);
  const windows = mask ? mask.length / (tokens * tokens) : 1;
  const added = mask ? tf.add(bias, tf.tensor4d(mask, [windows, 1, tokens, tokens])) : bias;
  const values = windows * heads * tokens * tokens;
  const biased = tf
    .add(scores.reshape([-1, values]), added.reshape([1, values]))
    .reshape([count, heads, tokens, tokens]);
  const attended = joinHeads(tf.matMul(tf.softmax(biased) as Tensor4D, v));
  return dense(tf, weights, `${name}/project`, attended);
}
