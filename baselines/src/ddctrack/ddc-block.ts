import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { byHeads, joinHeads } from '../layers/attention-heads.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import type { Weights } from '../shared/weights.js';
import type { NetworkSettings, Sampling } from './settings.js';
import { type MomentSource, tokenBatchNorm } from './token-batch-norm.js';
import { attentionWeights, linear, linearWeights, normalValues } from './token-layers.js';
import { pickingMatrix, randomTokens, sampleTokens, topTokens } from './token-sampling.js';

const choices = { dynamic: sampleTokens, 'top-k': topTokens, 'random-k': randomTokens } as const;

/** Tokens between two blocks. */
export interface Tokens {
  /** Class token, query words, history words: always kept. [n, leading, width] */
  readonly leading: Tensor3D;
  /** Patches that are left, zeros for padding. [n, patches, width] */
  readonly patches: Tensor3D;
  /** Where each patch lies on the grids: rows of the unit matrix, zeros for padding, [n, patches, places]; null: all, in order. */
  readonly places: Tensor3D | null;
  /** 1 for patches, 0 for padding, [n, patches]; null: no padding. */
  readonly present: Tensor2D | null;
}

/** Sides of the two grids of patches, template first. */
export type Grids = readonly [number, number];

export interface BlockOptions {
  readonly heads: number;
  readonly grids: Grids;
  readonly sampling: Sampling;
  /** K; null: all. */
  readonly most: number | null;
  readonly moments: MomentSource;
  /** Told which patches a block keeps, 1 or 0, [n, patches] flat. */
  onKept?(block: string, kept: Float32Array): void;
}

function depthwiseWeights(tf: TensorFlow, random: Random, name: string, width: number): Weights {
  return { [`${name}/filter`]: normalValues(tf, random, [3, 3, width, 1], 0.1), [`${name}/bias`]: tf.zeros([width]) };
}

/** One DDC block. */
export function blockWeights(tf: TensorFlow, random: Random, name: string, settings: NetworkSettings): Weights {
  const { width, hidden } = settings;
  return {
    ...depthwiseWeights(tf, random, `${name}/position`, width),
    ...layerNormWeights(tf, `${name}/norm1`, width),
    ...linearWeights(tf, random, `${name}/query`, width, width),
    ...linearWeights(tf, random, `${name}/key`, width, width),
    ...linearWeights(tf, random, `${name}/value`, width, width),
    ...linearWeights(tf, random, `${name}/out`, width, width),
    ...layerNormWeights(tf, `${name}/norm2`, width),
    ...linearWeights(tf, random, `${name}/expand`, width, hidden),
    ...depthwiseWeights(tf, random, `${name}/mix`, hidden),
    ...linearWeights(tf, random, `${name}/reduce`, hidden, width),
  };
}

/**
 * Depth-wise convolution 3 × 3 with zero padding over both grids of patches. Places whose patch was dropped are zeros; a leading token is a grid of one
 * place, where only the middle of the filter meets it.
 */
function depthwise(tf: TensorFlow, weights: Weights, name: string, tokens: Tokens, grids: Grids): Tokens {
  const filter = weights[`${name}/filter`] as Tensor4D;
  const bias = weights[`${name}/bias`]!;
  const { leading, patches, places } = tokens;
  const [items, , width] = leading.shape;
  const whole = places ? (tf.matMul(places, patches, true) as Tensor3D) : patches;
  let from = 0;
  const convolved = grids.map((side) => {
    const grid = tf
      .slice(whole, [0, from, 0], [items, side * side, width])
      .reshape([items, side, side, width]) as Tensor4D;
    from += side * side;
    return tf.depthwiseConv2d(grid, filter, 1, 'same').reshape([items, side * side, width]) as Tensor3D;
  });
  const joined = tf.add(tf.concat(convolved, 1), bias) as Tensor3D;
  const middle = tf.slice(filter, [1, 1, 0, 0], [1, 1, width, 1]).reshape([width]);
  return {
    ...tokens,
    leading: tf.add(tf.mul(leading, middle), bias) as Tensor3D,
    patches: places ? (tf.matMul(places, joined) as Tensor3D) : joined,
  };
}

function presentWith(tf: TensorFlow, { leading, patches, present }: Tokens): Tensor2D {
  const [items, count] = leading.shape;
  return tf.concat([tf.ones([items, count]), present ?? tf.ones([items, patches.shape[1]])], 1) as Tensor2D;
}

function joined(tf: TensorFlow, { leading, patches }: Tokens): Tensor3D {
  return tf.concat([leading, patches], 1) as Tensor3D;
}

function parted(tf: TensorFlow, x: Tensor3D, like: Tokens): Tokens {
  const count = like.leading.shape[1];
  const [leading, patches] = tf.split(x, [count, x.shape[1] - count], 1) as [Tensor3D, Tensor3D];
  return { ...like, leading, patches };
}

function plus(tf: TensorFlow, a: Tokens, b: Tokens): Tokens {
  const patches = tf.add(a.patches, b.patches) as Tensor3D;
  const { present } = a;
  return {
    ...a,
    leading: tf.add(a.leading, b.leading) as Tensor3D,
    patches: present ? (tf.mul(patches, present.expandDims(-1)) as Tensor3D) : patches,
  };
}

/**
 * Score of each patch: attention of the class token to it times the length of its value, summed over the heads, as a share of all patches' sum.
 * @returns [n, patches]; zeros for padding
 */
export function patchScores(tf: TensorFlow, classRow: Tensor4D, values: Tensor4D, leading: number): Tensor2D {
  const [items, heads, , keys] = classRow.shape;
  const lengths = tf.sqrt(tf.sum(tf.square(values), -1));
  const weighed = tf.mul(classRow.reshape([items, heads, keys]), lengths);
  const raw = tf.slice(tf.sum(weighed, 1), [0, leading], [items, keys - leading]);
  return tf.div(raw, tf.add(tf.sum(raw, -1, true), 1e-12)) as Tensor2D;
}

interface Projected {
  readonly classQuery: Tensor3D;
  readonly keys: Tensor4D;
  readonly values: Tensor4D;
  readonly absent: Tensor2D | null;
}

/** Which patches go on, as a matrix that picks them. The choice itself has no gradient. */
function pick(
  tf: TensorFlow,
  name: string,
  tokens: Tokens,
  projected: Projected,
  options: BlockOptions,
): Tensor3D | null {
  const { heads, sampling, most, onKept } = options;
  const [items, count] = tokens.patches.shape;
  if (sampling === 'all' || most === null) {
    onKept?.(name, new Float32Array(items * count).fill(1));
    return null;
  }
  const row = attentionWeights(tf, byHeads(projected.classQuery, heads), projected.keys, projected.absent);
  const scores = patchScores(tf, row, projected.values, tokens.leading.shape[1]).dataSync() as Float32Array;
  const picks = pickingMatrix(scores, items, most, choices[sampling]);
  const matrix = tf.tensor3d(picks, [items, most, count]);
  onKept?.(name, tf.sum(matrix, 1).dataSync() as Float32Array);
  return matrix;
}

function picked(tf: TensorFlow, tokens: Tokens, matrix: Tensor3D | null): Tokens {
  if (!matrix) return tokens;
  return {
    leading: tokens.leading,
    patches: tf.matMul(matrix, tokens.patches) as Tensor3D,
    places: tokens.places ? (tf.matMul(matrix, tokens.places) as Tensor3D) : matrix,
    present: tf.sum(matrix, -1) as Tensor2D,
  };
}

/** Y = DTS(LN(X)) + X: attention whose rows are computed, and added to, for the tokens alone that are kept. */
function dynamicTokenSampler(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  tokens: Tokens,
  options: BlockOptions,
): Tokens {
  const { heads } = options;
  const normed = layerNorm(tf, weights, `${name}/norm1`, joined(tf, tokens));
  const [items, , width] = normed.shape;
  const first = tf.slice(normed, [0, 0, 0], [items, 1, width]) as Tensor3D;
  const projected: Projected = {
    classQuery: linear(tf, weights, `${name}/query`, first),
    keys: byHeads(linear(tf, weights, `${name}/key`, normed), heads),
    values: byHeads(linear(tf, weights, `${name}/value`, normed), heads),
    absent: tokens.present && (tf.sub(1, presentWith(tf, tokens)) as Tensor2D),
  };
  const matrix = pick(tf, name, tokens, projected, options);
  const rows = joined(tf, picked(tf, parted(tf, normed, tokens), matrix));
  const queries = byHeads(linear(tf, weights, `${name}/query`, rows), heads);
  const attention = attentionWeights(tf, queries, projected.keys, projected.absent);
  const mixed = linear(tf, weights, `${name}/out`, joinHeads(tf.matMul(attention, projected.values) as Tensor4D));
  const kept = picked(tf, tokens, matrix);
  return plus(tf, kept, parted(tf, mixed, kept));
}

/** 1 × 1 convolution, depth-wise 3 × 3, GELU, 1 × 1. */
function convFfn(tf: TensorFlow, weights: Weights, name: string, tokens: Tokens, options: BlockOptions): Tokens {
  const present = presentWith(tf, tokens);
  const normed = tokenBatchNorm(tf, weights, `${name}/norm2`, joined(tf, tokens), present, options.moments);
  const expanded = tf.mul(linear(tf, weights, `${name}/expand`, normed), present.expandDims(-1)) as Tensor3D;
  const mixed = depthwise(tf, weights, `${name}/mix`, parted(tf, expanded, tokens), options.grids);
  return parted(tf, linear(tf, weights, `${name}/reduce`, gelu(tf, joined(tf, mixed))), tokens);
}

/** X = DPE(X) + X; Y = DTS(LN(X)) + X; Z = ConvFFN(BN(Y)) + Y. */
export function ddcBlock(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  tokens: Tokens,
  options: BlockOptions,
): Tokens {
  const placed = plus(tf, tokens, depthwise(tf, weights, `${name}/position`, tokens, options.grids));
  const sampled = dynamicTokenSampler(tf, weights, name, placed, options);
  return plus(tf, sampled, convFfn(tf, weights, name, sampled, options));
}

/** Mean of the patches that are left: the global representation, [n, width]. */
export function averagePooled(tf: TensorFlow, { patches, present }: Tokens): Tensor2D {
  if (!present) return tf.mean(patches, 1) as Tensor2D;
  const sum: Tensor = tf.sum(patches, 1);
  return tf.div(sum, tf.sum(present, 1, true)) as Tensor2D;
}
