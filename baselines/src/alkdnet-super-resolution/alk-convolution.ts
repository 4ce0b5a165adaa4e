import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { mixChannels } from '../layers/blueprint-convolution.js';
import { depthwiseConvolution, depthwiseWeights } from '../layers/depthwise-convolution.js';
import { gelu } from '../layers/gelu.js';
import { layerNorm, layerNormWeights } from '../layers/layer-norm.js';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

const branches = ['tall', 'wide', 'square'] as const;

/** The long side of the thin kernels, and whether the sum is normalised at every pixel. */
export interface AlkShape {
  readonly kernel: number;
  readonly normalised: boolean;
}

export function alkWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channelsIn: number,
  channelsOut: number,
  { kernel, normalised }: AlkShape,
): Weights {
  return {
    [`${name}/mix/filter`]: glorotFilter(tf, random, [1, 1, channelsIn, channelsOut]),
    ...depthwiseWeights(tf, random, `${name}/tall`, [kernel, 1], channelsOut),
    ...depthwiseWeights(tf, random, `${name}/wide`, [1, kernel], channelsOut),
    ...depthwiseWeights(tf, random, `${name}/square`, [3, 3], channelsOut),
    ...(normalised ? layerNormWeights(tf, `${name}/norm`, channelsOut) : {}),
  };
}

/**
 * ALKConv (equation 11): after a shared 1 × 1, depthwise k × 1, 1 × k and 3 × 3, GELU on each, their sum, pixel normalisation.
 * [n, h, w, in] → [n, h, w, out].
 */
export function alkConvolution(
  tf: TensorFlow,
  weights: Weights,
  name: string,
  x: Tensor4D,
  { normalised }: AlkShape,
): Tensor4D {
  const mixed = mixChannels(tf, weights, name, x);
  const [tall, wide, square] = branches.map((branch) =>
    gelu(tf, depthwiseConvolution(tf, weights, `${name}/${branch}`, mixed)),
  ) as [Tensor4D, Tensor4D, Tensor4D];
  const sum = tf.add(tf.add(tall, wide), square) as Tensor4D;
  return normalised ? layerNorm(tf, weights, `${name}/norm`, sum) : sum;
}
