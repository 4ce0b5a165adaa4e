import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor3D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';

const epsilon = 1e-5;

export interface TokenMoments {
  readonly mean: Tensor1D;
  readonly variance: Tensor1D;
}

/** Moments of a layer: from the batch, shown to whoever averages them, or the stored ones. */
export type MomentSource =
  | { readonly from: 'batch'; seen?(layer: string, moments: TokenMoments): void }
  | { readonly from: 'store'; readonly stored: Weights };

/** Over all tokens of the batch that are there. @param present [n, tokens], 1 or 0 */
export function momentsOf(tf: TensorFlow, x: Tensor3D, present: Tensor): TokenMoments {
  const share = tf.div(present, tf.sum(present)).expandDims(-1);
  const mean = tf.sum(tf.mul(x, share), [0, 1]) as Tensor1D;
  const variance = tf.sum(tf.mul(tf.square(tf.sub(x, mean)), share), [0, 1]) as Tensor1D;
  return { mean, variance };
}

/** Batch normalisation (Ioffe & Szegedy 2015) of tokens [n, tokens, width]; padding does not count. */
export function tokenBatchNorm(
  tf: TensorFlow,
  weights: Weights,
  layer: string,
  x: Tensor3D,
  present: Tensor,
  source: MomentSource,
): Tensor3D {
  const moments =
    source.from === 'batch'
      ? momentsOf(tf, x, present)
      : {
          mean: source.stored[`${layer}/mean`]! as Tensor1D,
          variance: source.stored[`${layer}/variance`]! as Tensor1D,
        };
  if (source.from === 'batch') source.seen?.(layer, moments);
  const scale = tf.mul(weights[`${layer}/gain`]!, tf.rsqrt(tf.add(moments.variance, epsilon)));
  return tf.add(tf.mul(tf.sub(x, moments.mean), scale), weights[`${layer}/offset`]!) as Tensor3D;
}
