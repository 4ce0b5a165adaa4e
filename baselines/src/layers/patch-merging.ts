import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Weights } from '../shared/weights.js';
import { dense, denseWeights } from './dense.js';
import { layerNorm, layerNormWeights } from './layer-norm.js';
import type { Volume } from './volume.js';
import { spaceToDepth } from './window-partition.js';

/** Projection of patches of 2 × 2 × 2 voxels. */
export function patchEmbeddingWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
): Weights {
  return denseWeights(tf, random, name, 8 * channelsIn, channelsOut);
}

/** Non-overlapping patches of 2 × 2 × 2, projected: [n, d, h, w, in] → [n, d / 2, h / 2, w / 2, out]. A convolution with kernel and stride 2. */
export function patchEmbedding(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  return dense(tf, weights, name, spaceToDepth(x));
}

/** `name/norm` over 8c and `name/matrix` [8c, 2c], without bias. */
export function patchMergingWeights(tf: TensorFlow, random: Random, name: string, channels: number): Weights {
  return {
    ...layerNormWeights(tf, `${name}/norm`, 8 * channels),
    ...denseWeights(tf, random, name, 8 * channels, 2 * channels, false),
  };
}

/** Half the sides and twice the channels, as between stages of the Swin Transformer: [n, d, h, w, c] → [n, d / 2, h / 2, w / 2, 2c]. */
export function patchMerging(tf: TensorFlow, weights: Weights, name: string, x: Volume): Volume {
  return dense(tf, weights, name, layerNorm(tf, weights, `${name}/norm`, spaceToDepth(x)));
}
