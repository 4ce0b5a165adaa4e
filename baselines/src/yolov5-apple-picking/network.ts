import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { batchNormalise, type Moments } from '../layers/batch-normalisation.js';
import { attendChannels, channelAttentionWeights } from '../layers/channel-attention.js';
import { convolution } from '../layers/convolution.js';
import { upsampleNearest } from '../layers/upsample-nearest.js';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { anchorsPerHead, type YoloConfiguration } from './settings.js';

/** Box (4) and objectness of one anchor; with a single class YOLOv5 has no class score. */
export const valuesPerAnchor = 5;
/** Objectness before training: apples are in about one cell of a hundred. */
const initialObjectness = -4.6;

/** What a pass through the network needs besides its input. */
export interface Pass {
  readonly tf: TensorFlow;
  readonly weights: Weights;
  readonly moments: Moments;
  /** ECA in the neck: the paper’s addition. */
  readonly eca: boolean;
}

/** Convolution, batch normalisation, SiLU. */
function block({ tf, weights, moments }: Pass, name: string, x: Tensor4D, stride = 1): Tensor4D {
  const sum = tf.conv2d(x, weights[`${name}/filter`] as Tensor4D, stride, 'same');
  const normal = batchNormalise(tf, sum, name, weights, moments);
  return tf.mul(normal, tf.sigmoid(normal)) as Tensor4D;
}

function blockWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  size: number,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return {
    [`${name}/filter`]: glorotFilter(tf, random, [size, size, channelsIn, channelsOut]),
    [`${name}/scale`]: tf.ones([channelsOut]),
    [`${name}/shift`]: tf.zeros([channelsOut]),
  };
}

/** Cross-stage partial block (C3): half of the channels pass `depth` bottlenecks, half go past them. Shortcuts in the backbone only. */
function cspBlock(pass: Pass, name: string, x: Tensor4D, depth: number, hasShortcut: boolean): Tensor4D {
  const { tf } = pass;
  let inner = block(pass, `${name}/through`, x);
  for (let index = 0; index < depth; index++) {
    const again = block(pass, `${name}/wide${index}`, block(pass, `${name}/narrow${index}`, inner));
    inner = hasShortcut ? (tf.add(inner, again) as Tensor4D) : again;
  }
  return block(pass, `${name}/join`, tf.concat([inner, block(pass, `${name}/past`, x)], 3));
}

function cspWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
  depth: number,
): Weights {
  const half = channelsOut / 2;
  const bottlenecks = Array.from({ length: depth }, (_, index) => ({
    ...blockWeights(tf, random, `${name}/narrow${index}`, 1, half, half),
    ...blockWeights(tf, random, `${name}/wide${index}`, 3, half, half),
  }));
  return Object.assign(
    {
      ...blockWeights(tf, random, `${name}/through`, 1, channelsIn, half),
      ...blockWeights(tf, random, `${name}/past`, 1, channelsIn, half),
      ...blockWeights(tf, random, `${name}/join`, 1, channelsOut, channelsOut),
    },
    ...bottlenecks,
  );
}

/** Slicing (Focus) layer: four pictures of half the size side by side as channels, [n, h, w, 3] → [n, h / 2, w / 2, 12]. */
export function slice(x: Tensor4D): Tensor4D {
  const [n, h, w, c] = x.shape;
  return x
    .reshape([n, h / 2, 2, w / 2, 2 * c])
    .transpose([0, 1, 3, 2, 4])
    .reshape([n, h / 2, w / 2, 4 * c]) as Tensor4D;
}

/** Spatial pyramid pooling (SPPF): three poolings of 5 × 5 in a row, all of them kept. */
function pyramidPooling(pass: Pass, name: string, x: Tensor4D): Tensor4D {
  const { tf } = pass;
  const first = block(pass, `${name}/in`, x);
  const pooled = [first];
  for (let index = 0; index < 3; index++) pooled.push(tf.maxPool(pooled.at(-1)!, 5, 1, 'same'));
  return block(pass, `${name}/out`, tf.concat(pooled, 3));
}

/** A branch of the neck: CSP block, then ECA. */
function branch(pass: Pass, name: string, x: Tensor4D, depth: number): Tensor4D {
  const fused = cspBlock(pass, name, x, depth, false);
  return pass.eca ? attendChannels(pass.tf, pass.weights, `${name}/eca`, fused) : fused;
}

/**
 * Raw predictions at strides 8, 16 and 32 of pictures [n, h, w, 3]: each [n, h / stride, w / stride, 3 · 5], by anchor: x, y, w, h, objectness before their
 * sigmoids.
 */
export function predictions(pass: Pass, pictures: Tensor4D, { depths, neckDepth }: YoloConfiguration): Tensor4D[] {
  const { tf, weights } = pass;
  const stem = block(pass, 'stem', slice(pictures));
  const stage = (index: number, x: Tensor4D): Tensor4D =>
    cspBlock(pass, `stage${index}`, block(pass, `down${index}`, x, 2), depths[index]!, true);
  const quarter = stage(0, stem);
  const fine = stage(1, quarter);
  const middle = stage(2, fine);
  const coarse = pyramidPooling(pass, 'sppf', stage(3, middle));
  const lateralCoarse = block(pass, 'lateral1', coarse);
  const up1 = branch(pass, 'neck0', tf.concat([upsampleNearest(tf, lateralCoarse), middle], 3), neckDepth);
  const lateralMiddle = block(pass, 'lateral0', up1);
  const out8 = branch(pass, 'neck1', tf.concat([upsampleNearest(tf, lateralMiddle), fine], 3), neckDepth);
  const out16 = branch(pass, 'neck2', tf.concat([block(pass, 'up0', out8, 2), lateralMiddle], 3), neckDepth);
  const out32 = branch(pass, 'neck3', tf.concat([block(pass, 'up1', out16, 2), lateralCoarse], 3), neckDepth);
  return [out8, out16, out32].map((x, head) => convolution(tf, weights, `head${head}`, x));
}

function headWeights(tf: TensorFlow, random: Random, name: string, channels: number): Weights {
  const outputs = anchorsPerHead * valuesPerAnchor;
  const bias = Float32Array.from({ length: outputs }, (_, at) => (at % valuesPerAnchor === 4 ? initialObjectness : 0));
  return {
    [`${name}/filter`]: glorotFilter(tf, random, [1, 1, channels, outputs], 0.3),
    [`${name}/bias`]: tf.tensor1d(bias),
  };
}

/** All trainable weights. */
export function initialWeights(
  tf: TensorFlow,
  random: Random,
  { widths, depths, neckDepth }: YoloConfiguration,
  eca: boolean,
): Weights {
  const [, , w2, w3, w4] = widths;
  const stages = depths.map((depth, index) => ({
    ...blockWeights(tf, random, `down${index}`, 3, widths[index]!, widths[index + 1]!),
    ...cspWeights(tf, random, `stage${index}`, widths[index + 1]!, widths[index + 1]!, depth),
  }));
  const necks: readonly (readonly [channelsIn: number, channelsOut: number])[] = [
    [2 * w3, w3],
    [2 * w2, w2],
    [2 * w2, w3],
    [2 * w3, w4],
  ];
  const branches = necks.map(([channelsIn, channelsOut], index) => ({
    ...cspWeights(tf, random, `neck${index}`, channelsIn, channelsOut, neckDepth),
    ...(eca ? channelAttentionWeights(tf, random, `neck${index}/eca`, channelsOut) : {}),
  }));
  return Object.assign(
    {
      ...blockWeights(tf, random, 'stem', 3, 12, widths[0]),
      ...blockWeights(tf, random, 'sppf/in', 1, w4, w4 / 2),
      ...blockWeights(tf, random, 'sppf/out', 1, 2 * w4, w4),
      ...blockWeights(tf, random, 'lateral1', 1, w4, w3),
      ...blockWeights(tf, random, 'lateral0', 1, w3, w2),
      ...blockWeights(tf, random, 'up0', 3, w2, w2),
      ...blockWeights(tf, random, 'up1', 3, w3, w3),
    },
    ...stages,
    ...branches,
    ...[w2, w3, w4].map((channels, head) => headWeights(tf, random, `head${head}`, channels)),
  );
}
