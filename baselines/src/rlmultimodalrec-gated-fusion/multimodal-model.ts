import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D } from '@tensorflow/tfjs';
import { gate, gateWeights, mixBy } from '../layers/gated-fusion.js';
import { neighbourSum, reversed } from '../layers/neighbour-sum.js';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { policy, policyWeights } from './policy-network.js';
import { binaryCrossEntropy, identities, type RankingModel } from './ranking-model.js';
import type { Shop } from './shop.js';

export interface MultimodalOptions {
  readonly width: number;
  /** Units of the policy's hidden layer; null: no policy. */
  readonly policyHidden: number | null;
  /** How picture and text become one vector; `gate` is the paper's. */
  readonly fusion: 'gate' | 'mean' | 'image' | 'text';
}

function projected(tf: TensorFlow, weights: Weights, name: string, features: Tensor2D): Tensor2D {
  return tf.relu(tf.add(tf.matMul(features, weights[`${name}/matrix`] as Tensor2D), weights[`${name}/bias`]!));
}

/** z of every item (Eq. 1 to 4), [items, width]. */
export function fusedItems(
  tf: TensorFlow,
  weights: Weights,
  { image, text }: Pick<Shop, 'image' | 'text'>,
  fusion: MultimodalOptions['fusion'],
): Tensor2D {
  if (fusion === 'image') return projected(tf, weights, 'image', image);
  if (fusion === 'text') return projected(tf, weights, 'text', text);
  const [seen, read] = [projected(tf, weights, 'image', image), projected(tf, weights, 'text', text)];
  if (fusion === 'mean') return tf.div(tf.add(seen, read), 2);
  return mixBy(tf, gate(tf, weights, seen, read), seen, read);
}

/**
 * Users after two layers of graph convolution: the last layer, as the paper has it, not the mean over layers. On a graph of users and items two steps from
 * a user lead to users, so that the embeddings of items have no part in it.
 */
export function convolvedUsers(
  tf: TensorFlow,
  identitiesOfUsers: Tensor2D,
  { toUsers }: Pick<Shop, 'toUsers'>,
): Tensor2D {
  return neighbourSum(tf, neighbourSum(tf, identitiesOfUsers, reversed(toUsers)), toUsers);
}

/** RLMultimodalRec: users by graph convolution and a residual policy, items by gated fusion of their features. */
export function multimodal({ width, policyHidden, fusion }: MultimodalOptions): RankingModel {
  const [hasImage, hasText] = [fusion !== 'text', fusion !== 'image'];
  return {
    initialWeights: (tf, random, { users, items, image, text }) => ({
      users: identities(tf, random, users, width),
      items: identities(tf, random, items, width),
      ...(hasImage && {
        'image/matrix': glorotMatrix(tf, random, image.shape[1], width),
        'image/bias': tf.zeros([width]),
      }),
      ...(hasText && {
        'text/matrix': glorotMatrix(tf, random, text.shape[1], width),
        'text/bias': tf.zeros([width]),
      }),
      ...(fusion === 'gate' && gateWeights(tf, random, width)),
      ...(policyHidden !== null && policyWeights(tf, random, width, policyHidden)),
    }),
    idle: ['items'],
    vectors: (tf, weights, shop) => {
      const users = convolvedUsers(tf, weights.users as Tensor2D, shop);
      const items = fusedItems(tf, weights, shop, fusion);
      return { users: policyHidden === null ? users : tf.add(users, policy(tf, weights, users)), items };
    },
    loss: binaryCrossEntropy,
    shrinkage: 0,
  };
}
