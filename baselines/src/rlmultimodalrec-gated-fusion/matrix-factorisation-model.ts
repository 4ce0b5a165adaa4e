import type { Tensor2D } from '@tensorflow/tfjs';
import { identities, pairwiseRanking, type RankingModel } from './ranking-model.js';

/** MF-BPR: a free vector for each user and item. */
export function matrixFactorisation(width: number): RankingModel {
  return {
    initialWeights: (tf, random, { users, items }) => ({
      users: identities(tf, random, users, width),
      items: identities(tf, random, items, width),
    }),
    idle: [],
    vectors: (_tf, weights) => ({ users: weights.users as Tensor2D, items: weights.items as Tensor2D }),
    loss: pairwiseRanking,
    shrinkage: 1e-4,
  };
}
