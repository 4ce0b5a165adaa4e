import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import type { Shop } from './shop.js';

/** One vector for each user and item; the score of an item for a user is their dot product. */
export interface Vectors {
  readonly users: Tensor2D;
  readonly items: Tensor2D;
}

/** Scores of users with what they took and with what they did not, [n] each. */
export type PairLoss = (tf: TensorFlow, taken: Tensor1D, notTaken: Tensor1D) => Scalar;

export interface RankingModel {
  initialWeights(tf: TensorFlow, random: Random, shop: Pick<Shop, 'users' | 'items' | 'image' | 'text'>): Weights;
  /** Weights that no score depends on: they count as parameters and get no gradient. */
  readonly idle: readonly string[];
  vectors(tf: TensorFlow, weights: Weights, shop: Shop): Vectors;
  readonly loss: PairLoss;
  /** Weight of the squared lengths of a batch's vectors beside the loss; 0: none. */
  readonly shrinkage: number;
}

const half = (tf: TensorFlow, a: Tensor, b: Tensor): Scalar => tf.div(tf.add(tf.mean(a), tf.mean(b)), 2);

/** Binary cross-entropy of σ(score), one negative for each positive (Eq. 9). */
export const binaryCrossEntropy: PairLoss = (tf, taken, notTaken) =>
  half(tf, tf.softplus(tf.neg(taken)), tf.softplus(notTaken));

/** Bayesian personalised ranking (Rendle et al. 2009): −log σ(score of what was taken − score of what was not). */
export const pairwiseRanking: PairLoss = (tf, taken, notTaken) => tf.mean(tf.softplus(tf.sub(notTaken, taken)));

/** Identity embeddings [nodes, width], normal with standard deviation 0.1 as LightGCN has them. */
export function identities(tf: TensorFlow, random: Random, nodes: number, width: number): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: nodes * width }, () => random.normal(0, 0.1)),
    [nodes, width],
  );
}
