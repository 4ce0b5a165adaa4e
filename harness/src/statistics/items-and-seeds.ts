import { percentileBootstrapInterval } from './bootstrap.js';
import { mcnemarDifference, mcnemarP, smallestMcnemarDifference } from './mcnemar.js';
import { signFlipP } from './paired-permutation.js';
import { assertSample, mean, SampleError, standardDeviation } from './sample.js';
import { tQuantile, tTwoSidedP } from './student-t.js';
import type { Interval } from './wilson-interval.js';

/** What one method did on each test item, over its training seeds. */
export interface ItemsAndSeeds {
  /** Outcome of each item, mean over seeds. */
  readonly items: Float64Array;
  /** Outcome of each seed, mean over items. */
  readonly seeds: Float64Array;
  /** Every seed gave every item the same outcome: a deterministic method, or a single seed. */
  readonly isSteady: boolean;
}

export interface PairedComparison extends Interval {
  /** First minus second. */
  readonly difference: number;
  /** Two-sided. */
  readonly p: number;
  readonly test: 'mcnemar-exact' | 'paired-permutation' | 'items-and-seeds-t';
  /** The smallest difference that the test would have separated with the spread, or the discordance, that the data show; null where none would. */
  readonly smallestDifference: number | null;
}

export interface PairedOptions {
  /** 0.05: the level of the test, and of the interval. */
  readonly risk: number;
  /** Of permutations and resamples. */
  readonly seed: number;
}

/** Beyond this many items the mean of the differences is as good as normal, and permutations only cost time. */
const permutationLimit = 2_000;

function isHit(value: number): boolean {
  return value === 0 || value === 1;
}

function byMcnemar(a: Float64Array, b: Float64Array, risk: number): PairedComparison {
  let onlyFirst = 0;
  let onlySecond = 0;
  a.forEach((value, item) => {
    if (value > b[item]!) onlyFirst += 1;
    if (value < b[item]!) onlySecond += 1;
  });
  return {
    ...mcnemarDifference(onlyFirst, onlySecond, a.length, 1 - risk),
    p: mcnemarP(onlyFirst, onlySecond),
    test: 'mcnemar-exact',
    smallestDifference: smallestMcnemarDifference(onlyFirst + onlySecond, a.length, risk),
  };
}

function byPermutation(differences: Float64Array, { risk, seed }: PairedOptions): PairedComparison {
  const difference = mean(differences);
  const options = { seed, confidence: 1 - risk };
  const { low, high } =
    differences.length < 2
      ? { low: difference, high: difference }
      : percentileBootstrapInterval(differences, mean, options);
  const p = signFlipP(differences, { seed });
  const smallestDifference = differences.length < 6 ? null : Math.max(difference - low, high - difference);
  return { difference, low, high, p, test: 'paired-permutation', smallestDifference };
}

function varianceOfMean(values: Float64Array): number {
  return values.length < 2 ? 0 : standardDeviation(values) ** 2 / values.length;
}

/**
 * Welch's t with three sources of variance: the items (paired), and the seeds of either method. Another test split and another training are both luck
 * that a difference has to stand out from; leaving one out calls noise a result.
 */
function byItemsAndSeeds(differences: Float64Array, a: ItemsAndSeeds, b: ItemsAndSeeds, risk: number) {
  const parts = [differences, a.seeds, b.seeds].map((values) => ({
    variance: varianceOfMean(values),
    freedom: values.length - 1,
  }));
  const variance = parts.reduce((sum, part) => sum + part.variance, 0);
  const difference = mean(differences);
  if (variance === 0) return { difference, low: difference, high: difference, p: 1, smallestDifference: 0 };
  // Satterthwaite's degrees of freedom.
  const spread = parts.reduce((sum, part) => sum + (part.freedom > 0 ? part.variance ** 2 / part.freedom : 0), 0);
  const freedom = variance ** 2 / spread;
  const error = Math.sqrt(variance);
  const half = tQuantile(1 - risk, freedom) * error;
  const p = tTwoSidedP(difference / error, freedom);
  return { difference, low: difference - half, high: difference + half, p, smallestDifference: half };
}

type Kind = PairedComparison['test'];

function kindOf(a: ItemsAndSeeds, b: ItemsAndSeeds): Kind {
  if (!a.isSteady || !b.isSteady) return 'items-and-seeds-t';
  if (a.items.every(isHit) && b.items.every(isHit)) return 'mcnemar-exact';
  return a.items.length <= permutationLimit ? 'paired-permutation' : 'items-and-seeds-t';
}

function differencesOf(a: ItemsAndSeeds, b: ItemsAndSeeds): Float64Array {
  assertSample(a.items);
  assertSample(b.items);
  if (a.items.length !== b.items.length) {
    throw new SampleError(`expected the same items, found ${a.items.length} and ${b.items.length}`);
  }
  return a.items.map((value, item) => value - b.items[item]!);
}

/**
 * Whether two methods differ on the same test items. Hits or misses of steady methods: exact McNemar. Other outcomes of steady methods: paired
 * permutation with a paired bootstrap interval (beyond 2,000 items a t test over items). Methods whose outcomes vary with the seed: a t test over
 * items and seeds.
 * @throws SampleError on unequal or empty items, or a value that is not finite
 */
export function compareOnItems(a: ItemsAndSeeds, b: ItemsAndSeeds, options: PairedOptions): PairedComparison {
  const differences = differencesOf(a, b);
  const test = kindOf(a, b);
  if (test === 'mcnemar-exact') return byMcnemar(a.items, b.items, options.risk);
  if (test === 'paired-permutation') return byPermutation(differences, options);
  return { ...byItemsAndSeeds(differences, a, b, options.risk), test };
}

/** The p-value of `compareOnItems` alone: a board asks for hundreds, and needs no intervals. @throws SampleError */
export function testOnItems(a: ItemsAndSeeds, b: ItemsAndSeeds, options: PairedOptions): { p: number; test: Kind } {
  const differences = differencesOf(a, b);
  const test = kindOf(a, b);
  if (test === 'paired-permutation') return { p: signFlipP(differences, { seed: options.seed }), test };
  return { p: compareOnItems(a, b, options).p, test };
}
