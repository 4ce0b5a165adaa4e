import { describe, expect, it } from 'vitest';
import { compareOnItems, type ItemsAndSeeds, testOnItems } from './items-and-seeds.js';
import { mean, SampleError } from './sample.js';

const options = { risk: 0.05, seed: 3 };

function steady(items: readonly number[]): ItemsAndSeeds {
  return { items: Float64Array.from(items), seeds: Float64Array.of(mean(items)), isSteady: true };
}

const hits = (count: number, of: number): number[] => Array.from({ length: of }, (_, item) => Number(item < count));

describe('which test', () => {
  it('hits of steady methods: McNemar; anything else of theirs: permutation; varying methods: t', () => {
    const [a, b] = [steady(hits(90, 100)), steady(hits(80, 100))];
    expect(compareOnItems(a, b, options)).toMatchObject({ test: 'mcnemar-exact', difference: 0.1 });
    const shared = steady(hits(80, 100).map((value) => value / 2 + 0.25));
    expect(compareOnItems(a, shared, options).test).toBe('paired-permutation');
    expect(compareOnItems(a, { ...b, isSteady: false }, options).test).toBe('items-and-seeds-t');
    const many = steady(Array.from({ length: 2_001 }, (_, item) => item / 2_001));
    expect(compareOnItems(many, many, options)).toMatchObject({ test: 'items-and-seeds-t', p: 1 });
  });

  it('the p alone is the p of the whole', () => {
    const [a, b] = [steady([0.5, 0.7, 0.9, 0.2, 0.4, 0.8, 1]), steady([0.4, 0.7, 0.6, 0.3, 0.2, 0.5, 0.9])];
    for (const isSteady of [true, false]) {
      const [first, second] = [
        { ...a, isSteady },
        { ...b, isSteady },
      ];
      const { p, test } = compareOnItems(first, second, options);
      expect(testOnItems(first, second, options)).toEqual({ p, test });
    }
  });
});

describe('what the answer holds', () => {
  it('sides exchanged, the difference turns and the p stays', () => {
    const [a, b] = [steady(hits(90, 100)), steady(hits(78, 100))];
    const [there, back] = [compareOnItems(a, b, options), compareOnItems(b, a, options)];
    expect(back).toMatchObject({ p: there.p, smallestDifference: there.smallestDifference });
    expect(back.difference).toBeCloseTo(-there.difference, 12);
  });

  it('luck of training widens the interval and takes away what items alone would claim', () => {
    const [a, b] = [steady(hits(400, 432)), steady(hits(380, 432))];
    const calm = { ...a, isSteady: false };
    const wild = { ...calm, seeds: Float64Array.of(0.8, 1, 0.85, 1, 0.9, 1) };
    expect(compareOnItems(calm, b, options).p).toBeLessThan(0.001);
    expect(compareOnItems(wild, b, options).p).toBeGreaterThan(0.05);
  });

  it('five items or fewer show nothing, and no difference at all is no proof of equality in them', () => {
    const few = steady([0.5, 0.6, 0.7, 0.8, 0.9]);
    expect(compareOnItems(few, steady([0.1, 0.2, 0.3, 0.4, 0.5]), options)).toMatchObject({ smallestDifference: null });
    expect(compareOnItems(few, few, options)).toMatchObject({ p: 1, difference: 0 });
  });
});

it.each([
  ['other items', steady([1, 0]), steady([1])],
  ['no items', { ...steady([1]), items: new Float64Array(0) }, steady([1])],
  ['NaN', { ...steady([1]), items: Float64Array.of(Number.NaN) }, steady([1])],
])('refuses %s', (_name, a, b) => {
  expect(() => compareOnItems(a, b, options)).toThrow(SampleError);
});
