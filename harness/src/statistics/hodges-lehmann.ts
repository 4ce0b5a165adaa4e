import { criticalU } from './mann-whitney.js';
import { assertSample, median, SampleError } from './sample.js';

export interface Shift {
  /** Median of all pairwise differences first − second. */
  readonly estimate: number;
  /** Limits of the interval that inverts the exact Mann–Whitney test; null where the samples are too small for the confidence. */
  readonly low: number | null;
  readonly high: number | null;
  /** The smallest shift that the test would have separated with the spread that these samples show; null where none would. */
  readonly smallestSeparated: number | null;
}

/** Above this size the distribution behind the critical value is no longer computed. */
const sizeLimit = 40;

/**
 * Hodges–Lehmann estimate of a shift between two samples with the interval of Moses: it leaves out 0 exactly if the Mann–Whitney test (without ties)
 * separates at the same risk.
 * @param risk 0.05 for a 95 % interval
 * @throws SampleError on an empty sample, a value that is not finite, or more than 40 values in all
 */
export function hodgesLehmannShift(first: ArrayLike<number>, second: ArrayLike<number>, risk = 0.05): Shift {
  assertSample(first);
  assertSample(second);
  if (first.length + second.length > sizeLimit) throw new SampleError(`expected at most ${sizeLimit} values in all`);
  const differences = new Float64Array(first.length * second.length);
  for (let i = 0; i < first.length; i += 1) {
    for (let j = 0; j < second.length; j += 1) differences[i * second.length + j] = first[i]! - second[j]!;
  }
  differences.sort();
  const estimate = median(differences);
  const cut = criticalU(first.length, second.length, risk);
  if (cut < 0) return { estimate, low: null, high: null, smallestSeparated: null };
  const low = differences[cut]!;
  const high = differences[differences.length - 1 - cut]!;
  return { estimate, low, high, smallestSeparated: Math.max(estimate - low, high - estimate) };
}
