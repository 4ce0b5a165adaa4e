import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import { axisView } from '../layers/axis-view.js';
import { dense, denseWeights } from '../layers/dense.js';
import { feedForward, feedForwardWeights } from '../layers/feed-forward.js';
import { gelu } from '../layers/gelu.js';
import { joinChannels } from '../layers/join-channels.js';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import type { Volume } from '../layers/volume.js';
import { volumeConvolution, volumeConvolutionWeights } from '../layers/volume-convolution.js';
import type { Weights } from '../shared/weights.js';

/** Neighbours of a voxel, itself among them: k = 3. */
export const neighbours = 27;
/** Channels of a group of the convolution on the products, as in the cited work. */
const groupWidth = 8;
/** Deviations of the ghost head's factors and addends at the start, as in the cited work. */
const [factorDeviation, addendDeviation] = [1, 0.02];

export interface ElsaShape {
  readonly heads: number;
  /** Units of the MLP's middle. */
  readonly hidden: number;
}

/** Width of queries and keys: two thirds of the channels, rounded up to whole groups. */
function productWidth(channels: number): number {
  return Math.ceil((Math.floor(channels / 3) * 2) / groupWidth) * groupWidth;
}

function drawn(tf: TensorFlow, random: Random, shape: number[], deviation: number): Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Float32Array.from({ length: size }, () => random.normal(0, deviation)),
    shape,
  );
}

function groupNames(name: string, width: number): string[] {
  return Array.from({ length: width / groupWidth }, (_, group) => `${name}/mix${group + 1}`);
}

/** @param channels a multiple of the heads */
export function elsaWeights(tf: TensorFlow, random: Random, name: string, channels: number, heads: number): Weights {
  const width = productWidth(channels);
  const groups = groupNames(name, width).map((group) =>
    volumeConvolutionWeights(tf, random, group, groupWidth, groupWidth),
  );
  return {
    ...denseWeights(tf, random, `${name}/qkv`, channels, 2 * width + channels, false),
    ...Object.assign({}, ...groups),
    ...denseWeights(tf, random, `${name}/scores`, width, heads * neighbours),
    [`${name}/ghost/factor`]: drawn(tf, random, [neighbours, channels], factorDeviation),
    [`${name}/ghost/addend`]: drawn(tf, random, [neighbours, channels], addendDeviation),
    ...denseWeights(tf, random, `${name}/project`, channels, channels),
  };
}

/** What lies before, at and after each voxel along an axis, as channels side by side; zeros outside. */
function alongAxis(tf: TensorFlow, x: Volume, axis: 1 | 2 | 3): Volume {
  const view = axisView(x, axis);
  const padded = tf.pad(view, [
    [0, 0],
    [1, 1],
    [0, 0],
  ]) as Tensor3D;
  const shifted = [0, 1, 2].map((place) => padded.slice([0, place, 0], view.shape).reshape(x.shape) as Volume);
  return joinChannels(tf, shifted);
}

/** Values of the 27 neighbours of each voxel, along x slowest and along z fastest, zeros outside: [n, d, h, w, c] → [n · d · h · w, 27, c]. */
export function neighbourhood(tf: TensorFlow, x: Volume): Tensor3D {
  const [n, d, h, w, c] = x.shape;
  const all = alongAxis(tf, alongAxis(tf, alongAxis(tf, x, 1), 2), 3);
  return all.reshape([n * d * h * w, neighbours, c]) as Tensor3D;
}

/**
 * Sums over neighbours: output_c = Σ_j (attention_{j, head of c} · factor_{j, c} + addend_{j, c}) · value_{j, c}.
 * @param values [voxels, 27, c]
 * @param attention [voxels, heads, 27]
 * @param factor [27, c], and the same for `addend`
 * @returns [voxels, c]
 */
export function filterNeighbours(
  tf: TensorFlow,
  values: Tensor3D,
  attention: Tensor3D,
  factor: Tensor,
  addend: Tensor,
): Tensor {
  const [voxels, , channels] = values.shape;
  const heads = attention.shape[1];
  const grouped = (x: Tensor, first: number): Tensor4D =>
    x.reshape([first, neighbours, heads, channels / heads]) as Tensor4D;
  const weights = attention.transpose([0, 2, 1]).reshape([voxels, neighbours, heads, 1]);
  const filter = tf.add(tf.mul(weights, grouped(factor, 1)), grouped(addend, 1));
  return tf.sum(tf.mul(filter, grouped(values, voxels)), 1).reshape([voxels, channels]);
}

/**
 * Enhanced local self-attention (ELSA, Zhou et al. 2021) in three dimensions: the Hadamard product of query and key, a grouped convolution and GELU give weights of the
 * neighbours, a softmax over them and the static ghost head a filter for each voxel and channel. Exponent λ and factor γ of the ghost head are 1, as in the cited work.
 */
function elsa(tf: TensorFlow, weights: Weights, name: string, x: Volume, heads: number): Volume {
  const [n, d, h, w, channels] = x.shape;
  const width = productWidth(channels);
  const rows = dense(tf, weights, `${name}/qkv`, x).reshape([n * d * h * w, 2 * width + channels]) as Tensor2D;
  const [q, k, v] = tf.split(rows, [width, width, channels], 1) as [Tensor2D, Tensor2D, Tensor2D];
  const product = tf.mul(tf.mul(q, k), Math.sqrt(heads / channels)) as Tensor2D;
  const names = groupNames(name, width);
  // A split into one part has no gradient in this version of tfjs.
  const groups = names.length === 1 ? [product] : tf.split(product, names.length, 1);
  const mixed = groups.map((group, index) =>
    volumeConvolution(tf, weights, names[index]!, group.reshape([n, d, h, w, groupWidth]) as Volume),
  );
  const scores = dense(tf, weights, `${name}/scores`, gelu(tf, joinChannels(tf, mixed)));
  const attention = tf.softmax(scores.reshape([n * d * h * w, heads, neighbours])) as Tensor3D;
  const sums = filterNeighbours(
    tf,
    neighbourhood(tf, v.reshape(x.shape) as Volume),
    attention,
    weights[`${name}/ghost/factor`]!,
    weights[`${name}/ghost/addend`]!,
  );
  return dense(tf, weights, `${name}/project`, sums.reshape(x.shape) as Volume);
}

export function elsaBlockWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channels: number,
  { heads, hidden }: ElsaShape,
): Weights {
  return {
    ...layerNormWeights(tf, `${name}/norm1`, channels),
    ...elsaWeights(tf, random, `${name}/elsa`, channels, heads),
    ...layerNormWeights(tf, `${name}/norm2`, channels),
    ...feedForwardWeights(tf, random, `${name}/mlp`, channels, hidden),
  };
}

/** The ELSA module: y = x + ELSA(LN(x)), y + MLP(LN(y)). Keeps the shape [n, d, h, w, c]. */
export function elsaBlock(tf: TensorFlow, weights: Weights, name: string, x: Volume, { heads }: ElsaShape): Volume {
  const y = tf.add(x, elsa(tf, weights, `${name}/elsa`, layerNorm(tf, weights, `${name}/norm1`, x), heads)) as Volume;
  return tf.add(y, feedForward(tf, weights, `${name}/mlp`, layerNorm(tf, weights, `${name}/norm2`, y))) as Volume;
}
