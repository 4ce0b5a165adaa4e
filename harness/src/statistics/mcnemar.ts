import { binomialCdf } from './binomial.js';
import { clopperPearsonInterval } from './clopper-pearson-interval.js';
import { SampleError } from './sample.js';
import type { Interval } from './wilson-interval.js';

function assertCounts(onlyFirst: number, onlySecond: number): void {
  const isCount = (value: number): boolean => Number.isInteger(value) && value >= 0;
  if (!isCount(onlyFirst) || !isCount(onlySecond)) {
    throw new SampleError(`expected whole counts ≥ 0, found ${onlyFirst} and ${onlySecond}`);
  }
}

/**
 * Exact McNemar test (1947), two-sided: whether items that only one of two methods gets right favour one of them.
 * @param onlyFirst items that only the first gets right
 * @param onlySecond items that only the second gets right
 * @throws SampleError on anything but whole counts
 */
export function mcnemarP(onlyFirst: number, onlySecond: number): number {
  assertCounts(onlyFirst, onlySecond);
  const discordant = onlyFirst + onlySecond;
  if (discordant === 0) return 1;
  return Math.min(1, 2 * binomialCdf(Math.min(onlyFirst, onlySecond), discordant, 0.5));
}

/**
 * Interval of the difference in share of hits, first − second, given the number of discordant items: Clopper–Pearson on their split. It leaves out 0
 * exactly if the McNemar test separates at the same risk.
 * @throws SampleError
 */
export function mcnemarDifference(
  onlyFirst: number,
  onlySecond: number,
  items: number,
  confidence = 0.95,
): Interval & { readonly difference: number } {
  assertCounts(onlyFirst, onlySecond);
  const discordant = onlyFirst + onlySecond;
  if (!(items >= discordant && items > 0)) throw new SampleError(`${items} items, ${discordant} of them discordant`);
  if (discordant === 0) return { difference: 0, low: 0, high: 0 };
  const split = clopperPearsonInterval(onlyFirst, discordant, confidence);
  const scale = discordant / items;
  return {
    difference: (onlyFirst - onlySecond) / items,
    low: (2 * split.low - 1) * scale,
    high: (2 * split.high - 1) * scale,
  };
}

/**
 * The smallest difference in share of hits that the test would have separated with this many discordant items; where they are too few for any,
 * with the fewest that would do (6 at 0.05), all one way. Null where even all items would be too few.
 * @throws SampleError
 */
export function smallestMcnemarDifference(discordant: number, items: number, risk = 0.05): number | null {
  assertCounts(discordant, items);
  let needed = discordant;
  while (needed <= items && mcnemarP(needed, 0) > risk) needed += 1;
  if (needed > items) return null;
  // The p falls with the imbalance: bisect on the smaller count.
  let low = 0;
  let high = needed >> 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (mcnemarP(needed - middle, middle) <= risk) low = middle;
    else high = middle - 1;
  }
  return (needed - 2 * low) / items;
}
