import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { propagateLabels } from '../layers/propagation.js';
import type { Components } from './network.js';
import { alpha, ways } from './settings.js';

/**
 * Logits of the queries: rows of F* (label propagation), or minus the squared distance to the mean of each class's support.
 * @param features [supports + queries, width], refined, the support set first
 * @param supportLabels int32 [supports]
 * @returns float32 [queries, 5]
 */
export function classifyQueries(
  tf: TensorFlow,
  { labelPropagation }: Components,
  features: Tensor2D,
  supportLabels: Tensor1D,
): Tensor2D {
  return tf.tidy(() => {
    const supports = supportLabels.shape[0];
    const queries = features.shape[0] - supports;
    const known = tf.cast(tf.oneHot(supportLabels, ways), 'float32') as Tensor2D;
    if (labelPropagation) {
      const labels = tf.concat2d([known, tf.zeros([queries, ways])], 0);
      return tf.slice2d(propagateLabels(tf, features, labels, alpha), [supports, 0], [queries, ways]);
    }
    const [supported, asked] = tf.split(features, [supports, queries]) as [Tensor2D, Tensor2D];
    const means = tf.div(tf.matMul(known, supported, true), tf.expandDims(tf.sum(known, 0), 1)) as Tensor2D;
    const cross = tf.matMul(asked, means, false, true);
    const squares = tf.add(tf.sum(tf.square(asked), 1, true), tf.sum(tf.square(means), 1));
    return tf.sub(tf.mul(cross, 2), squares) as Tensor2D;
  });
}
