import { Random } from '@paretoboard/sdk/random.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bcaBootstrapInterval, percentileBootstrapInterval } from './bootstrap.js';
import { clopperPearsonInterval } from './clopper-pearson-interval.js';
import { delongAuc, delongTest } from './delong.js';
import { hodgesLehmannShift } from './hodges-lehmann.js';
import { mannWhitney, smallestMannWhitneyP } from './mann-whitney.js';
import { mcnemarDifference, mcnemarP, smallestMcnemarDifference } from './mcnemar.js';
import { holm, simes } from './multiplicity.js';
import { pairedBootstrapInterval } from './paired-bootstrap.js';
import { pairedPermutation, signFlipP } from './paired-permutation.js';
import { mean, median, SampleError } from './sample.js';
import { tInterval } from './t-interval.js';
import { wilsonInterval } from './wilson-interval.js';

const seed = 7;

describe('estimators fail fast', () => {
  it.each([
    ['bootstrap of one value', () => percentileBootstrapInterval([1], mean, { seed })],
    ['BCa of NaN', () => bcaBootstrapInterval([1, Number.NaN, 2], mean, { seed })],
    ['t of one value', () => tInterval([1])],
    ['Clopper–Pearson of half a success', () => clopperPearsonInterval(0.5, 2)],
    ['Mann–Whitney of nothing', () => mannWhitney([], [1])],
    ['Mann–Whitney of infinity', () => mannWhitney([1], [Number.POSITIVE_INFINITY])],
    ['Hodges–Lehmann beyond its size', () => hodgesLehmannShift(new Float64Array(30), new Float64Array(30))],
    ['McNemar of −1', () => mcnemarP(-1, 2)],
    ['more discordant items than items', () => mcnemarDifference(3, 3, 5)],
    ['permutation of unequal samples', () => pairedPermutation([1], [1, 2], mean, { seed })],
    ['permutation of a metric that is NaN', () => pairedPermutation([1], [2], () => Number.NaN, { seed })],
    ['no differences', () => signFlipP([], { seed })],
    ['paired bootstrap of one item', () => pairedBootstrapInterval([1], [2], mean, { seed })],
    ['Holm of p = 1.5', () => holm([0.1, 1.5])],
    ['Simes of nothing', () => simes([])],
    ['AUC of one class', () => delongAuc([1, 2, 3], [1, 1, 1])],
    ['AUC of one positive', () => delongAuc([1, 2, 3], [1, 0, 0])],
    ['AUC of other lengths', () => delongTest([1, 2], [1, 2], [1])],
  ])('%s', (_name, compute) => {
    expect(compute).toThrow(SampleError);
  });
});

/** Distinct whole numbers split in two samples of at least three. */
const twoSamples = fc
  .uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 6, maxLength: 14 })
  .chain((values) => fc.tuple(fc.constant(values), fc.integer({ min: 3, max: values.length - 3 })))
  .map(([values, cut]) => [values.slice(0, cut), values.slice(cut)] as const);

describe('Mann–Whitney and its interval', () => {
  it.each([
    [3, 0.1],
    [4, 2 / 70],
    [5, 2 / 252],
    [6, 2 / 924],
    [7, 2 / 3_432],
  ])('%d starts a side reach p = %d at best', (starts, p) => {
    expect(smallestMannWhitneyP(starts, starts)).toBeCloseTo(p, 12);
    const low = Array.from({ length: starts }, (_, index) => index);
    const apart = low.map((value) => value + 100);
    expect(mannWhitney(low, apart).p).toBeCloseTo(p, 12);
  });

  it('does not depend on order, side or a monotone change of scale', () => {
    fc.assert(
      fc.property(twoSamples, ([a, b]) => {
        const { p, u } = mannWhitney(a, b);
        expect(mannWhitney([...b].reverse(), a).p).toBeCloseTo(p, 12);
        expect(mannWhitney(b, a).u).toBe(a.length * b.length - u);
        expect(mannWhitney(a.map(Math.log), b.map(Math.log))).toEqual({ p, u, method: 'exact' });
      }),
    );
  });

  it('leaves 0 out of the interval exactly where the test separates', () => {
    fc.assert(
      fc.property(twoSamples, ([a, b]) => {
        const { low, high } = hodgesLehmannShift(a, b);
        const separates = mannWhitney(a, b).p <= 0.05;
        expect(low !== null && high !== null && (low > 0 || high < 0)).toBe(separates);
      }),
    );
  });

  it('shifted by the smallest separated difference, level samples come apart; by less, they do not', () => {
    fc.assert(
      fc.property(twoSamples, ([a, b]) => {
        const { estimate, smallestSeparated } = hodgesLehmannShift(a, b);
        expect(smallestSeparated === null).toBe(smallestMannWhitneyP(a.length, b.length) > 0.05);
        if (smallestSeparated === null) return;
        const moved = (by: number): number =>
          mannWhitney(
            a.map((value) => value - estimate + by),
            b,
          ).p;
        const apart = smallestSeparated + 0.01;
        expect(Math.min(moved(apart), moved(-apart))).toBeLessThanOrEqual(0.05);
        expect(Math.max(moved(apart), moved(-apart))).toBeLessThanOrEqual(0.05);
        if (smallestSeparated < 0.02) return;
        const near = smallestSeparated - 0.01;
        expect(Math.max(moved(near), moved(-near))).toBeGreaterThan(0.05);
      }),
    );
  });
});

describe('McNemar', () => {
  it.each([
    [500, 10, 1.6],
    [1_000, 20, 1],
    [1_000, 50, 1.6],
    [2_000, 200, 1.5],
    [10_000, 500, 0.46],
    [50_000, 1_000, 0.13],
  ])('%d items of which %d are discordant resolve %d points', (items, discordant, points) => {
    expect(100 * smallestMcnemarDifference(discordant, items)!).toBeCloseTo(points, 1);
  });

  it('needs six discordant items to say anything at 0.05', () => {
    expect(mcnemarP(5, 0)).toBeGreaterThan(0.05);
    expect(mcnemarP(6, 0)).toBeLessThan(0.05);
    expect(smallestMcnemarDifference(2, 1_000)).toBe(6 / 1_000);
    expect(smallestMcnemarDifference(2, 5)).toBeNull();
  });

  it('leaves 0 out of the interval exactly where the test separates', () => {
    fc.assert(
      fc.property(fc.nat(80), fc.nat(80), (a, b) => {
        const { low, high } = mcnemarDifference(a, b, 200);
        expect(low > 0 || high < 0).toBe(mcnemarP(a, b) <= 0.05);
      }),
    );
  });
});

describe('paired tests', () => {
  it('sampled and exact agree, and both are seeded', () => {
    const differences = [0.3, -0.1, 0.4, 0.2, 0.5, -0.2, 0.1, 0.6, 0.05, 0.3];
    const exactP = signFlipP(differences, { seed });
    const sampled = signFlipP(differences, { seed, permutations: 500 });
    expect(Math.abs(sampled - exactP)).toBeLessThan(0.05);
    expect(signFlipP(differences, { seed, permutations: 500 })).toBe(sampled);
  });

  it.each([1, 2, 5, 14, 15, 31, 32, 33, 100, 8_192, 8_193])(
    'flips the signs of %i values as swapping answers does',
    (items) => {
      const random = new Random(items);
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
      const options = { seed, permutations: items > 1_000 ? 99 : 9_999 };
      for (const draw of [() => 1 + random.integer(3) * (random.integer(2) ? 1 : -1.5), () => random.uniform() - 0.4]) {
        const differences = Array.from({ length: items }, draw).map((value) => value || 1);
        const swapped = pairedPermutation(
          differences,
          differences.map(() => 0),
          sum,
          options,
        );
        expect(signFlipP(differences, options)).toBe(swapped.p);
      }
    },
  );

  it('tests a metric that is no mean', () => {
    const first = Array.from({ length: 40 }, (_, index) => index + 10);
    const second = first.map((value, index) => value - 5 - (index % 3));
    const result = pairedPermutation(first, second, median, { seed, permutations: 999 });
    expect(result).toMatchObject({ method: 'sampled', difference: 6.5 });
    expect(result.p).toBeGreaterThanOrEqual(1 / 1_000);
    const interval = pairedBootstrapInterval(first, second, mean, { seed, resamples: 500 });
    expect(interval.low).toBeGreaterThan(5);
    expect(interval.high).toBeLessThan(7);
  });

  it('two equal methods are never told apart', () => {
    expect(pairedPermutation([1, 2, 3], [1, 2, 3], mean, { seed }).p).toBe(1);
    expect(delongTest([1, 2, 3, 4], [1, 2, 3, 4], [0, 1, 0, 1])).toMatchObject({ difference: 0, p: 1 });
  });
});

describe('intervals', () => {
  it('Clopper–Pearson holds Wilson’s centre and the observed share', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 300 }), (a, trials) => {
        const successes = Math.min(a, trials);
        const { low, high } = clopperPearsonInterval(successes, trials);
        const wilson = wilsonInterval(successes, trials);
        expect(low).toBeLessThanOrEqual(successes / trials);
        expect(high).toBeGreaterThanOrEqual(successes / trials);
        expect((wilson.low + wilson.high) / 2).toBeGreaterThanOrEqual(low);
        expect((wilson.low + wilson.high) / 2).toBeLessThanOrEqual(high);
      }),
    );
  });

  it('bootstrap is seeded; a constant sample has an interval of no width', () => {
    const values = [3, 5, 9, 4, 7, 12];
    const options = { seed, resamples: 999 };
    expect(bcaBootstrapInterval(values, mean, options)).toEqual(bcaBootstrapInterval(values, mean, options));
    expect(bcaBootstrapInterval([2, 2, 2], mean, options)).toEqual({ low: 2, high: 2 });
    expect(percentileBootstrapInterval(values, mean, options)).not.toEqual(
      percentileBootstrapInterval(values, mean, { seed: 8, resamples: 999 }),
    );
  });
});

describe('multiplicity', () => {
  it('Holm never orders differently, never lowers a p, and Simes lies between the least p and Holm’s', () => {
    const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(ps, (family) => {
        const adjusted = holm(family);
        adjusted.forEach((p, index) => {
          expect(p).toBeGreaterThanOrEqual(family[index]!);
          family.forEach((other, place) => {
            if (other < family[index]!) expect(adjusted[place]!).toBeLessThanOrEqual(p);
          });
        });
        expect(simes(family)).toBeGreaterThanOrEqual(Math.min(...family));
        expect(simes(family)).toBeLessThanOrEqual(Math.min(...adjusted));
      }),
    );
  });
});
