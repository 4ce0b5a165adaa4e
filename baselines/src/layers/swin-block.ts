import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { cyclicShift } from './cyclic-shift.js';
import { feedForward, feedForwardWeights } from './feed-forward.js';
import { layerNorm, layerNormWeights } from './layer-norm.js';
import { shiftMask } from './shift-mask.js';
import { type Sizes3, sizesOf, type Volume } from './volume.js';
import { type WindowAttentionShape, windowAttention, windowAttentionWeights } from './window-attention.js';
import { windowMerge, windowPartition } from './window-partition.js';

export interface SwinShape extends WindowAttentionShape {
  /** Units of the MLP's middle. */
  readonly hidden: number;
}

export function swinBlockWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channels: number,
  shape: SwinShape,
): Weights {
  return {
    ...layerNormWeights(tf, `${name}/norm1`, channels),
    ...windowAttentionWeights(tf, random, `${name}/attention`, channels, shape),
    ...layerNormWeights(tf, `${name}/norm2`, channels),
    ...feedForwardWeights(tf, random, `${name}/mlp`, channels, shape.hidden),
  };
}

function mapSizes(map: (axis: 0 | 1 | 2) => number): Sizes3 {
  return [map(0), map(1), map(2)];
}

/** Zeros after the last voxel along each axis. */
function padTo(tf: TensorFlow, x: Volume, sizes: Sizes3): Volume {
  const missing = sizesOf(x).map((size, axis) => sizes[axis]! - size);
  if (missing.every((count) => count === 0)) return x;
  return tf.pad(x, [[0, 0], ...missing.map((count): [number, number] => [0, count]), [0, 0]]) as Volume;
}

/** W-MSA or SW-MSA on the whole volume: pad, roll, cut into windows, attend, and back. */
function attend(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Volume,
  isShifted: boolean,
  shape: SwinShape,
): Volume {
  const valid = sizesOf(x);
  // A window that is larger than the volume is the volume, and there is nowhere to shift it.
  const window = mapSizes((axis) => Math.min(shape.window[axis], valid[axis]));
  const shift = mapSizes((axis) => (isShifted && valid[axis] > window[axis] ? Math.floor(window[axis] / 2) : 0));
  const sizes = mapSizes((axis) => Math.ceil(valid[axis] / window[axis]) * window[axis]);
  const rolled = cyclicShift(tf, padTo(tf, x, sizes), shift);
  const mask = shiftMask(sizes, valid, window, shift);
  const attended = windowAttention(tf, weights, name, windowPartition(rolled, window), window, shape, mask);
  const back = cyclicShift(
    tf,
    windowMerge(attended, window, sizes),
    mapSizes((axis) => -shift[axis]),
  );
  const isPadded = sizes.some((size, axis) => size !== valid[axis]);
  return isPadded ? (tf.slice(back, [0, 0, 0, 0, 0], [...x.shape]) as Volume) : back;
}

/**
 * A block of the Swin Transformer in three dimensions (Liu et al. 2021): y = x + attention(LN(x)), y + MLP(LN(y)). Blocks alternate between plain and shifted windows.
 * Keeps the shape [n, d, h, w, c]; sizes need not be multiples of the window.
 */
export function swinBlock(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Volume,
  isShifted: boolean,
  shape: SwinShape,
): Volume {
  const normal = layerNorm(tf, weights, `${name}/norm1`, x);
  const y = tf.add(x, attend(tf, weights, `${name}/attention`, normal, isShifted, shape)) as Volume;
  return tf.add(y, feedForward(tf, weights, `${name}/mlp`, layerNorm(tf, weights, `${name}/norm2`, y))) as Volume;
}
