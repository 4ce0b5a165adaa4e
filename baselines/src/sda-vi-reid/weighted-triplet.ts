import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import { differenceMatrix, distancesOf, type Pair } from './pair-distances.js';

/** The pairs of a batch in which everybody has as many pictures: for each row its positives and its negatives. */
export interface AnchorPairs {
  readonly anchors: number;
  readonly positives: Tensor2D;
  readonly negatives: Tensor2D;
}

/** @param identities of the rows of a batch, each as often as the others */
export function anchorPairs(tf: TensorFlow, identities: ArrayLike<number>): AnchorPairs {
  const rows = identities.length;
  const of = (isPositive: boolean): Pair[] =>
    Array.from({ length: rows }, (_, anchor) =>
      Array.from({ length: rows }, (_, other): Pair => [anchor, other]).filter(
        ([a, b]) => a !== b && (identities[a] === identities[b]) === isPositive,
      ),
    ).flat();
  return {
    anchors: rows,
    positives: differenceMatrix(tf, of(true), rows),
    negatives: differenceMatrix(tf, of(false), rows),
  };
}

/**
 * Weighted regularised triplet loss (Ye et al. 2021): for each anchor the mean distance to its positives, far ones weighing more, is to be smaller than that
 * to its negatives, near ones weighing more; soft margin, no margin to choose.
 * @param features [rows, length]
 */
export function weightedTriplet(
  tf: TensorFlow,
  { anchors, positives, negatives }: AnchorPairs,
  features: Tensor2D,
): Scalar {
  const far = distancesOf(tf, positives, features).reshape([anchors, -1]) as Tensor2D;
  const near = distancesOf(tf, negatives, features).reshape([anchors, -1]) as Tensor2D;
  const furthest = tf.sum(tf.mul(far, tf.softmax(far)), 1);
  const closest = tf.sum(tf.mul(near, tf.softmax(tf.neg(near))), 1);
  return tf.mean(tf.softplus(tf.sub(furthest, closest))) as Scalar;
}
