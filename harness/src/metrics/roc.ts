import { SampleError } from '../statistics/sample.js';

/** Scores of one class, ascending. */
interface Classes {
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

export interface RocPoint {
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

function splitByLabel(scores: ArrayLike<number>, labels: ArrayLike<number>): Classes {
  if (scores.length !== labels.length)
    throw new SampleError(`expected as many labels as scores, found ${labels.length} and ${scores.length}`);
  let count = 0;
  for (let index = 0; index < scores.length; index++) {
    const label = labels[index]!;
    if (label !== 0 && label !== 1) throw new SampleError(`label ${label} of item ${index}: expected 0 or 1`);
    if (!Number.isFinite(scores[index])) throw new SampleError(`score ${scores[index]} of item ${index}: not finite`);
    count += label;
  }
  if (count === 0 || count === scores.length)
    throw new SampleError(`a ROC needs both classes, found ${count} positives of ${scores.length}`);
  const positives = new Float64Array(count);
  const negatives = new Float64Array(scores.length - count);
  let positive = 0;
  let negative = 0;
  for (let index = 0; index < scores.length; index++) {
    if (labels[index] === 1) positives[positive++] = scores[index]!;
    else negatives[negative++] = scores[index]!;
  }
  return { positives: positives.sort(), negatives: negatives.sort() };
}

/**
 * Area under the ROC curve: the share of (positive, negative) pairs in which the positive has the higher score, ties counted half.
 * @param scores higher means more likely positive
 * @param labels 0 or 1 for each score
 * @returns in [0, 1]; a constant score gives 0.5
 * @throws SampleError if a class is missing, a label is neither 0 nor 1, or a score is not finite
 */
export function rocAuc(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const { positives, negatives } = splitByLabel(scores, labels);
  let below = 0;
  let upTo = 0;
  let halves = 0;
  for (const score of positives) {
    while (below < negatives.length && negatives[below]! < score) below++;
    if (upTo < below) upTo = below;
    while (upTo < negatives.length && negatives[upTo]! <= score) upTo++;
    halves += below + upTo;
  }
  return halves / 2 / positives.length / negatives.length;
}

/** How many of the ascending values lie below, equal ones counted half. */
function below(ascending: Float64Array, value: number): number {
  const count = (isBefore: (other: number) => boolean): number => {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(ascending[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return (count((other) => other < value) + count((other) => other <= value)) / 2;
}

/**
 * What each item contributes to the area under the ROC curve: for a positive the share of negatives below it, for a negative the share of positives
 * above it, ties counted half. Their mean, over the positives, the negatives or all items alike, is the area.
 * @throws SampleError as `rocAuc`
 */
export function rocPlacements(scores: ArrayLike<number>, labels: ArrayLike<number>): Float64Array {
  const { positives, negatives } = splitByLabel(scores, labels);
  return Float64Array.from(scores, (score, index) =>
    labels[index] === 1 ? below(negatives, score) / negatives.length : 1 - below(positives, score) / positives.length,
  );
}

/**
 * Corners of the ROC curve from (0, 0) to (1, 1), one for each distinct score, highest threshold first.
 * @throws SampleError as `rocAuc`
 */
export function rocCurve(scores: ArrayLike<number>, labels: ArrayLike<number>): RocPoint[] {
  const { positives, negatives } = splitByLabel(scores, labels);
  const points: RocPoint[] = [{ falsePositiveRate: 0, truePositiveRate: 0 }];
  let positive = positives.length;
  let negative = negatives.length;
  while (positive > 0 || negative > 0) {
    const threshold = Math.max(
      positive > 0 ? positives[positive - 1]! : Number.NEGATIVE_INFINITY,
      negative > 0 ? negatives[negative - 1]! : Number.NEGATIVE_INFINITY,
    );
    while (positive > 0 && positives[positive - 1] === threshold) positive--;
    while (negative > 0 && negatives[negative - 1] === threshold) negative--;
    points.push({
      falsePositiveRate: 1 - negative / negatives.length,
      truePositiveRate: 1 - positive / positives.length,
    });
  }
  return points;
}

/**
 * Equal error rate: where the linearly interpolated ROC curve has as many false positives as false negatives (in rates).
 * @returns in [0, 1]; a constant score gives 0.5
 * @throws SampleError as `rocAuc`
 */
export function equalErrorRate(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  const points = rocCurve(scores, labels);
  const at = points.findIndex((point) => point.falsePositiveRate + point.truePositiveRate >= 1);
  const after = points[at]!;
  const before = points[at - 1]!;
  const gapBefore = 1 - before.truePositiveRate - before.falsePositiveRate;
  const gapAfter = 1 - after.truePositiveRate - after.falsePositiveRate;
  const share = gapBefore / (gapBefore - gapAfter);
  return before.falsePositiveRate + share * (after.falsePositiveRate - before.falsePositiveRate);
}
