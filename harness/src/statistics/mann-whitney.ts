import { normalUpperTail } from './normal.js';
import { midranks } from './rank-sample.js';
import { assertSample } from './sample.js';

export interface MannWhitney {
  /** Pairs in which the first sample is larger, ties counted half. */
  readonly u: number;
  /** Two-sided. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

/** Up to this many values in both samples together the distribution is computed exactly. */
const exactLimit = 40;

/**
 * How many of the subsets of `size` values have each sum of doubled midranks; index = sum. Doubling keeps ties in whole numbers.
 */
function countSubsets(doubled: readonly number[], size: number): Float64Array {
  const total = doubled.reduce((sum, rank) => sum + rank, 0);
  const counts = Array.from({ length: size + 1 }, () => new Float64Array(total + 1));
  counts[0]![0] = 1;
  let reached = 0;
  doubled.forEach((rank, seen) => {
    reached += rank;
    for (let taken = Math.min(size, seen + 1); taken > 0; taken -= 1) {
      const [target, source] = [counts[taken]!, counts[taken - 1]!];
      for (let sum = reached; sum >= rank; sum -= 1) target[sum]! += source[sum - rank]!;
    }
  });
  return counts[size]!;
}

interface Tails {
  /** P(sum ≤ s) and P(sum ≥ s) by doubled rank sum s. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function tailsOf(counts: Float64Array): Tails {
  const lower = Float64Array.from(counts);
  for (let sum = 1; sum < lower.length; sum += 1) lower[sum]! += lower[sum - 1]!;
  const upper = Float64Array.from(counts);
  for (let sum = upper.length - 2; sum >= 0; sum -= 1) upper[sum]! += upper[sum + 1]!;
  const all = lower.at(-1)!;
  return { lower: lower.map((count) => count / all), upper: upper.map((count) => count / all) };
}

const untied = new Map<string, Tails>();

/** The distribution without ties depends on the sizes alone and is asked for again and again. */
function untiedTails(first: number, second: number): Tails {
  const key = `${first} ${second}`;
  const found =
    untied.get(key) ??
    tailsOf(
      countSubsets(
        Array.from({ length: first + second }, (_, index) => 2 * (index + 1)),
        first,
      ),
    );
  untied.set(key, found);
  return found;
}

function isUntied(ranks: Float64Array): boolean {
  return new Set(ranks).size === ranks.length;
}

function exactP(ranks: Float64Array, first: number, rankSum: number): number {
  const tails = isUntied(ranks)
    ? untiedTails(first, ranks.length - first)
    : tailsOf(
        countSubsets(
          Array.from(ranks, (rank) => 2 * rank),
          first,
        ),
      );
  const sum = Math.round(2 * rankSum);
  return Math.min(1, 2 * Math.min(tails.lower[sum]!, tails.upper[sum]!));
}

/** Normal approximation with tie and continuity correction. */
function normalP(ranks: Float64Array, first: number, u: number): number {
  const second = ranks.length - first;
  const total = ranks.length;
  const sizes = new Map<number, number>();
  for (const rank of ranks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
  let ties = 0;
  for (const size of sizes.values()) ties += size ** 3 - size;
  const variance = ((first * second) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return 1;
  const distance = Math.max(0, Math.abs(u - (first * second) / 2) - 0.5);
  return Math.min(1, 2 * normalUpperTail(distance / Math.sqrt(variance)));
}

/**
 * Mann–Whitney test of two independent samples (1947), two-sided. Exact for up to 40 values in all, given the ties that there are (the
 * permutation distribution of midranks); the normal approximation with tie and continuity correction beyond.
 * @throws SampleError on an empty sample or a value that is not finite
 */
export function mannWhitney(first: ArrayLike<number>, second: ArrayLike<number>): MannWhitney {
  assertSample(first);
  assertSample(second);
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  const ranks = midranks(both);
  let rankSum = 0;
  for (let index = 0; index < first.length; index += 1) rankSum += ranks[index]!;
  const u = rankSum - (first.length * (first.length + 1)) / 2;
  if (both.length <= exactLimit) return { u, p: exactP(ranks, first.length, rankSum), method: 'exact' };
  return { u, p: normalP(ranks, first.length, u), method: 'normal' };
}

/**
 * The smallest two-sided p that samples of these sizes can reach: 2 / C(first + second, first). 3 + 3 give 0.1, so three starts never separate at 0.05.
 */
export function smallestMannWhitneyP(first: number, second: number): number {
  let subsets = 1;
  for (let i = 1; i <= first; i += 1) subsets *= (second + i) / i;
  return Math.min(1, 2 / subsets);
}

/**
 * The largest U whose two-sided exact p is at most `risk`; −1 if there is none. Without ties.
 */
export function criticalU(first: number, second: number, risk: number): number {
  const { lower } = untiedTails(first, second);
  const offset = first * (first + 1);
  let u = -1;
  while (2 * (u + 1) <= first * second && 2 * lower[offset + 2 * (u + 1)]! <= risk) u += 1;
  return u;
}
