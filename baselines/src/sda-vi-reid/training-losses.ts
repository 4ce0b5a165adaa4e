import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { crossEntropy } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import {
  type ByModality,
  heteroDissimilarity,
  type PairMatrices,
  pairMatrices,
  pooledDissimilarity,
} from './dissimilarity-alignment.js';
import { lossWeights, sampling } from './settings.js';
import { type AnchorPairs, anchorPairs, weightedTriplet } from './weighted-triplet.js';

/** Which discrepancy brings source and target together: the paper's, the one it is compared with, or none. */
export type Alignment = 'hd-mmd' | 'd-mmd' | 'none';

/** What a batch's rows are, which is the same for every batch of a stage: `people` times `pictures` of each data set in each modality. */
export interface BatchShape {
  /** Data sets in a batch. */
  readonly parts: number;
  readonly people: number;
  readonly pictures: number;
  readonly anchors: AnchorPairs;
  /** Of one modality, and of both together. */
  readonly hetero: PairMatrices;
  readonly pooled: PairMatrices;
}

/** Places of people in rows of one modality. */
function placesOf(people: number, pictures: number): number[] {
  return Array.from({ length: people * pictures }, (_, row) => Math.floor(row / pictures));
}

/**
 * A batch of one or two data sets with the same number of pictures in all.
 * @param available people of the smallest data set: a batch has no more of them
 */
export function batchShape(tf: TensorFlow, parts: 1 | 2, available: number): BatchShape {
  const people = Math.min(available, (2 / parts) * sampling.people);
  const places = placesOf(people, sampling.pictures);
  const both = [...places, ...places];
  return {
    parts,
    people,
    pictures: sampling.pictures,
    anchors: anchorPairs(tf, both),
    hetero: pairMatrices(tf, places),
    pooled: pairMatrices(tf, both),
  };
}

export function disposeShape({ anchors, hetero, pooled }: BatchShape): void {
  const all = [anchors.positives, anchors.negatives, hetero.within, hetero.between, pooled.within, pooled.between];
  for (const tensor of all) tensor.dispose();
}

/** Rows of one data set out of those of a whole batch: its part of the visible ones, and of the infrared ones. */
export function partOf(
  tf: TensorFlow,
  { parts, people, pictures }: BatchShape,
  rows: Tensor2D,
  part: number,
): ByModality {
  const count = people * pictures;
  const take = (modality: number): Tensor2D => tf.slice2d(rows, [(modality * parts + part) * count, 0], [count, -1]);
  return { visible: take(0), infrared: take(1) };
}

/**
 * Loss of the baseline on one data set of a batch: identity, and weighted regularised triplet over both modalities.
 * @param features [rows, length] as pooled @param necked [rows, length] behind the neck @param labels int32 of this part, visible ones first
 */
export function supervisedLoss(
  tf: TensorFlow,
  shape: BatchShape,
  classifier: Weights,
  features: Tensor2D,
  necked: Tensor2D,
  part: number,
  labels: Tensor1D,
): Scalar {
  const matrix = classifier['classifier/matrix'] as Tensor2D;
  const joined = (rows: Tensor2D): Tensor2D => {
    const { visible, infrared } = partOf(tf, shape, rows, part);
    return tf.concat2d([visible, infrared], 0);
  };
  const logits = tf.matMul(joined(necked), matrix) as Tensor2D;
  const identity = crossEntropy(tf, tf.oneHot(labels, matrix.shape[1]) as Tensor2D, logits);
  const triplet = weightedTriplet(tf, shape.anchors, joined(features));
  return tf.add(identity, tf.mul(lossWeights.triplet, triplet)) as Scalar;
}

/** Source is the first part, target the second. */
export function alignmentLoss(tf: TensorFlow, shape: BatchShape, alignment: Alignment, features: Tensor2D): Scalar {
  const [source, target] = [partOf(tf, shape, features, 0), partOf(tf, shape, features, 1)];
  switch (alignment) {
    case 'hd-mmd':
      return heteroDissimilarity(tf, shape.hetero, source, target);
    case 'd-mmd':
      return pooledDissimilarity(tf, shape.pooled, source, target);
    case 'none':
      return tf.scalar(0);
  }
}

/** Eq. 8: target, λs · source, λh · alignment. */
export function collaborativeLoss(tf: TensorFlow, target: Scalar, source: Scalar, alignment: Scalar): Scalar {
  const weighted = tf.add(tf.mul(lossWeights.source, source), tf.mul(lossWeights.alignment, alignment));
  return tf.add(target, weighted) as Scalar;
}
