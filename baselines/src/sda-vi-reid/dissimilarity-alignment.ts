import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';
import { maximumMeanDiscrepancy } from './maximum-mean-discrepancy.js';
import { differenceMatrix, distancesOf, unorderedPairs } from './pair-distances.js';

/** Features of one data set in a batch, one row a picture, people in the same order in both modalities. */
export interface ByModality {
  readonly visible: Tensor2D;
  readonly infrared: Tensor2D;
}

/** Pairs of pictures of one person, and of two people. */
export interface PairMatrices {
  readonly within: Tensor2D;
  readonly between: Tensor2D;
}

/** @param identities of the rows that distances are taken between */
export function pairMatrices(tf: TensorFlow, identities: ArrayLike<number>): PairMatrices {
  const of = (isWithin: boolean): Tensor2D =>
    differenceMatrix(tf, unorderedPairs(identities, isWithin), identities.length);
  return { within: of(true), between: of(false) };
}

function aligned(tf: TensorFlow, { within, between }: PairMatrices, source: Tensor2D, target: Tensor2D): Scalar {
  const term = (pairs: Tensor2D): Scalar =>
    maximumMeanDiscrepancy(tf, distancesOf(tf, pairs, source), distancesOf(tf, pairs, target));
  return tf.add(term(within), term(between));
}

/**
 * HD-MMD (Eq. 3 to 7): distributions of distances within a person and between people are brought together from source and target, for each modality on its
 * own; four terms. Distances never cross modalities.
 * @param pairs of the rows of one modality
 */
export function heteroDissimilarity(
  tf: TensorFlow,
  pairs: PairMatrices,
  source: ByModality,
  target: ByModality,
): Scalar {
  return tf.add(
    aligned(tf, pairs, source.visible, target.visible),
    aligned(tf, pairs, source.infrared, target.infrared),
  );
}

/**
 * D-MMD (Mekhazni et al. 2020): the same with the modalities pooled; two terms.
 * @param pairs of the rows of both modalities, visible ones first
 */
export function pooledDissimilarity(
  tf: TensorFlow,
  pairs: PairMatrices,
  source: ByModality,
  target: ByModality,
): Scalar {
  const pooled = ({ visible, infrared }: ByModality): Tensor2D => tf.concat2d([visible, infrared], 0);
  return aligned(tf, pairs, pooled(source), pooled(target));
}
