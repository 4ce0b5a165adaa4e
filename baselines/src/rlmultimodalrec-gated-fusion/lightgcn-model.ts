import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { neighbourSum, reversed } from '../layers/neighbour-sum.js';
import { identities, pairwiseRanking, type RankingModel, type Vectors } from './ranking-model.js';
import type { Shop } from './shop.js';

/** Embeddings of users and items, one layer further along the graph. */
export function oneLayer(tf: TensorFlow, { users, items }: Vectors, { toUsers }: Shop): Vectors {
  return { users: neighbourSum(tf, items, toUsers), items: neighbourSum(tf, users, reversed(toUsers)) };
}

/** LightGCN (He et al. 2020): the mean of the embeddings over layers 0 … `layers`. */
export function lightGcn(width: number, layers: number): RankingModel {
  return {
    initialWeights: (tf, random, { users, items }) => ({
      users: identities(tf, random, users, width),
      items: identities(tf, random, items, width),
    }),
    idle: [],
    vectors: (tf, weights, shop) => {
      const reached: Vectors[] = [{ users: weights.users as Tensor2D, items: weights.items as Tensor2D }];
      for (let layer = 0; layer < layers; layer++) reached.push(oneLayer(tf, reached[layer]!, shop));
      const mean = (parts: Tensor2D[]): Tensor2D => tf.div(tf.addN(parts), parts.length);
      return { users: mean(reached.map(({ users }) => users)), items: mean(reached.map(({ items }) => items)) };
    },
    loss: pairwiseRanking,
    shrinkage: 1e-4,
  };
}
