import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';
import { dense, denseWeights, drop } from './encoder.js';
import type { WindowNetwork } from './network.js';

const kernel = 5;
const channels = [6, 32, 64, 64] as const;

function block(tf: TensorFlow, weights: Weights, index: number, x: Tensor4D): Tensor4D {
  const filter = weights[`conv${index}/filter`] as Tensor4D;
  const activated = tf.relu(tf.add(tf.conv2d(x, filter, 1, 'same'), weights[`conv${index}/bias`]!));
  return tf.maxPool(activated as Tensor4D, [2, 1], [2, 1], 'same');
}

/** Three convolutions along time with max pooling, the mean over time, and a dense layer. */
export const cnnNetwork: WindowNetwork = {
  seesSkeleton: false,
  initialWeights: (tf, random, classes) => ({
    ...Object.assign(
      {},
      ...[0, 1, 2].map((index) => ({
        [`conv${index}/filter`]: glorotFilter(tf, random, [kernel, 1, channels[index]!, channels[index + 1]!]),
        [`conv${index}/bias`]: tf.zeros([channels[index + 1]!]),
      })),
    ),
    ...denseWeights(tf, random, 'head', channels[3], classes),
  }),
  logits(tf, weights, { items, inertial }, dropping) {
    let x = inertial.reshape([items, 64, 1, 6]) as Tensor4D;
    for (const index of [0, 1, 2]) x = block(tf, weights, index, x);
    return dense(tf, weights, 'head', drop(tf, tf.mean(x, [1, 2]) as Tensor2D, dropping));
  },
};
