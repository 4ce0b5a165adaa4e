import type { MetricResult } from '@paretoboard/contract/record.js';
import { type ItemEvidence, sameItems } from '../records/item-evidence.js';
import { testOnItems } from '../statistics/items-and-seeds.js';
import { mannWhitney, smallestMannWhitneyP } from '../statistics/mann-whitney.js';
import { normalUpperTail } from '../statistics/normal.js';

/** What a test says about two rows. */
export interface PairTest {
  /** Two-sided. */
  readonly p: number;
  /** The smallest p that data of this size can reach: 1 where nothing could ever be told apart. */
  readonly smallestP: number;
  /** What was tested, in words. */
  readonly words: string;
}

/** Two rows by the median latency, or the throughput, of each process start: exact Mann–Whitney. */
export function testStarts(a: readonly number[], b: readonly number[]): PairTest {
  if (a.length === 0 || b.length === 0) return { p: 1, smallestP: 1, words: 'no starts to compare' };
  const { p, method } = mannWhitney(a, b);
  const words = `${method === 'exact' ? 'exact ' : ''}Mann–Whitney over ${a.length} and ${b.length} starts`;
  return { p, smallestP: smallestMannWhitneyP(a.length, b.length), words };
}

/** Seed of permutations: fixed, so that anybody computes the same ranks from the same records. */
export const permutationSeed = 20_240_229;

const testWords = {
  'mcnemar-exact': 'exact McNemar over',
  'paired-permutation': 'paired permutation over',
  'items-and-seeds-t': 't over items and seeds, of',
} as const;

const z95 = 1.959963984540054;

/** Half of a 95 % interval as standard errors; null where there is no interval, or one without width, which is no proof of certainty. */
function errorOf({ low, high }: MetricResult): number | null {
  return low === null || high === null || high <= low ? null : (high - low) / (2 * z95);
}

export interface AccuracyFigure {
  readonly metric: MetricResult;
  /** Per-item outcomes, where they are at hand. */
  readonly items: ItemEvidence | null;
}

/** Of evidence that somebody still holds: it never changes, and a board is made anew for each row that is new. By the order of the two, as the last digit may be. */
const tested = new WeakMap<ItemEvidence, WeakMap<ItemEvidence, PairTest>>();

function onItems(a: ItemEvidence, b: ItemEvidence): PairTest {
  const others = tested.get(a) ?? new WeakMap<ItemEvidence, PairTest>();
  tested.set(a, others);
  const found = others.get(b) ?? testItems(a, b);
  others.set(b, found);
  return found;
}

function testItems(a: ItemEvidence, b: ItemEvidence): PairTest {
  const { p, test } = testOnItems(a, b, { risk: 0.05, seed: permutationSeed });
  const smallestP = 2 / 2 ** Math.min(60, a.units.length);
  return { p, smallestP, words: `${testWords[test]} ${a.units.length} paired items` };
}

/** Two rows by a metric: on the same items where per-item outcomes are at hand, else by their two intervals, which is the weaker test. */
export function testAccuracy(a: AccuracyFigure, b: AccuracyFigure): PairTest {
  if (a.items && b.items && sameItems(a.items.units, b.items.units)) return onItems(a.items, b.items);
  const [errorA, errorB] = [errorOf(a.metric), errorOf(b.metric)];
  if (errorA === null || errorB === null || a.metric.value === null || b.metric.value === null) {
    return { p: 1, smallestP: 1, words: 'no interval and no per-item outcomes' };
  }
  const z = Math.abs(a.metric.value - b.metric.value) / Math.hypot(errorA, errorB);
  return {
    p: Math.min(1, 2 * normalUpperTail(z)),
    smallestP: 0,
    words: 'the two intervals, unpaired: per-item outcomes are not at hand',
  };
}
