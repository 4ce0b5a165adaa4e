import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { highestMet, mostTrials, nextRate, type SearchLimits, searchPrecision, type TriedRate } from './rate-search.js';

function search(limits: SearchLimits, meets: (rate: number, trial: number) => boolean): TriedRate[] {
  const tried: TriedRate[] = [];
  for (let rate = nextRate(tried, limits); rate !== null; rate = nextRate(tried, limits))
    tried.push({ ratePerSecond: rate, met: meets(rate, tried.length) });
  return tried;
}

const rate = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });

describe('nextRate', () => {
  it('finds the capacity of a system within the precision, from below', () => {
    fc.assert(
      fc.property(rate(60, 15_000), rate(0.5, 2), (capacity, guess) => {
        const limits = { first: capacity * guess, lowest: 45, highest: 20_000 };
        const found = highestMet(search(limits, (tried) => tried <= capacity))!;
        expect(found).toBeLessThanOrEqual(capacity);
        expect(found * searchPrecision).toBeGreaterThanOrEqual(capacity * (1 - 1e-9));
      }),
    );
  });

  it('ends, within its limits, whatever the answers are', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.boolean()), rate(1, 1e6), (answers, first) => {
        const tried = search({ first, lowest: 45, highest: 20_000 }, () => answers.next().value as boolean);
        expect(tried.length).toBeLessThanOrEqual(mostTrials);
        for (const { ratePerSecond } of tried) {
          expect(ratePerSecond).toBeGreaterThanOrEqual(45);
          expect(ratePerSecond).toBeLessThanOrEqual(20_000);
        }
      }),
    );
  });

  it('gives up at the lowest rate, and stops at the highest', () => {
    const none = search({ first: 400, lowest: 45, highest: 20_000 }, () => false);
    expect(none.at(-1)?.ratePerSecond).toBe(45);
    expect(highestMet(none)).toBeNull();
    const all = search({ first: 400, lowest: 45, highest: 20_000 }, () => true);
    expect(highestMet(all)).toBe(20_000);
  });
});
