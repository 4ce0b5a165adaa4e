import { normalQuantile, normalUpperTail } from './normal.js';
import { midranks } from './rank-sample.js';
import { assertSample, mean, SampleError } from './sample.js';
import type { Interval } from './wilson-interval.js';

interface Components {
  readonly auc: number;
  /** For each positive the share of negatives below it, for each negative the share of positives above it; ties count half. */
  readonly positives: Float64Array;
  readonly negatives: Float64Array;
}

/** Structural components by midranks, O(n log n) (Sun & Xu 2014). */
function componentsOf(scores: ArrayLike<number>, labels: ArrayLike<number | boolean>): Components {
  assertSample(scores, 2);
  if (scores.length !== labels.length) throw new SampleError(`${scores.length} scores, ${labels.length} labels`);
  const all = Float64Array.from(scores);
  const isPositive = (_: number, index: number): boolean => Boolean(labels[index]);
  const ranks = midranks(all);
  const own = [all.filter(isPositive), all.filter((value, index) => !isPositive(value, index))] as const;
  const [m, n] = [own[0].length, own[1].length];
  if (m === 0 || n === 0) throw new SampleError(`expected both classes, found ${m} positives and ${n} negatives`);
  const among = [midranks(own[0]), midranks(own[1])] as const;
  const inAll = [ranks.filter(isPositive), ranks.filter((value, index) => !isPositive(value, index))] as const;
  const positives = inAll[0].map((rank, index) => (rank - among[0][index]!) / n);
  const negatives = inAll[1].map((rank, index) => 1 - (rank - among[1][index]!) / m);
  return { auc: mean(positives), positives, negatives };
}

function covariance(a: Float64Array, b: Float64Array): number {
  if (a.length < 2) throw new SampleError('the variance needs at least two items of each class');
  const [centreA, centreB] = [mean(a), mean(b)];
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index]! - centreA) * (b[index]! - centreB);
  return sum / (a.length - 1);
}

function covarianceOf(a: Components, b: Components): number {
  return (
    covariance(a.positives, b.positives) / a.positives.length +
    covariance(a.negatives, b.negatives) / a.negatives.length
  );
}

export interface AucEstimate extends Interval {
  readonly auc: number;
  readonly variance: number;
}

/**
 * Area under the ROC curve with DeLong's variance (1988) and a normal interval, cut at 0 and 1.
 * @param labels true or 1 for a positive
 * @throws SampleError on fewer than two items of a class, unequal lengths, or a score that is not finite
 */
export function delongAuc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number | boolean>,
  confidence = 0.95,
): AucEstimate {
  const components = componentsOf(scores, labels);
  const variance = covarianceOf(components, components);
  const half = normalQuantile(1 - (1 - confidence) / 2) * Math.sqrt(variance);
  const { auc } = components;
  return { auc, variance, low: Math.max(0, auc - half), high: Math.min(1, auc + half) };
}

export interface AucDifference extends Interval {
  /** AUC of the first minus that of the second. */
  readonly difference: number;
  readonly variance: number;
  /** Two-sided. */
  readonly p: number;
}

/**
 * DeLong's test of two AUCs on the same items.
 * @throws SampleError as `delongAuc`
 */
export function delongTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number | boolean>,
  confidence = 0.95,
): AucDifference {
  const [a, b] = [componentsOf(first, labels), componentsOf(second, labels)];
  const variance = Math.max(0, covarianceOf(a, a) + covarianceOf(b, b) - 2 * covarianceOf(a, b));
  const difference = a.auc - b.auc;
  const error = Math.sqrt(variance);
  const half = normalQuantile(1 - (1 - confidence) / 2) * error;
  // Without any spread in the difference, equal areas are equal and unequal ones differ on every item.
  const p = error === 0 ? Number(difference === 0) : Math.min(1, 2 * normalUpperTail(Math.abs(difference) / error));
  return { difference, variance, p, low: difference - half, high: difference + half };
}
