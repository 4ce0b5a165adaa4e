import { describe, expect, it } from 'vitest';
import { bootstrapMedianInterval } from './bootstrap-interval.js';
import { percentile } from './percentile.js';
import { mean, median, SampleError, standardDeviation } from './sample.js';
import { tInterval } from './t-interval.js';
import { wilsonInterval } from './wilson-interval.js';

describe('statistics fail fast', () => {
  it.each([
    ['mean', () => mean([])],
    ['median', () => median([1, Number.NaN])],
    ['standardDeviation', () => standardDeviation([1])],
    ['percentile of nothing', () => percentile([], 0.9)],
    ['percentile 0', () => percentile([1], 0)],
    ['tInterval', () => tInterval([1, Number.POSITIVE_INFINITY])],
    ['wilson', () => wilsonInterval(3, 2)],
    ['bootstrap', () => bootstrapMedianInterval([1, 2], 1)],
  ])('%s', (_name, compute) => {
    expect(compute).toThrow(SampleError);
  });
});

describe('Wilson interval', () => {
  // Computed from the closed form by an independent script in Python, in double precision.
  it.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 20, 0, 0.16112515805281938],
    [1677, 1720, 0.9664957996858756, 0.9813871924762019],
  ])('%d of %d', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 5);
    expect(interval.high).toBeCloseTo(high, 5);
  });
});

describe('t interval', () => {
  it('agrees with scipy.stats.t.interval(0.95, 2, loc=2, scale=1/sqrt(3))', () => {
    const interval = tInterval([1, 2, 3]);
    expect(interval.low).toBeCloseTo(-0.4841377, 6);
    expect(interval.high).toBeCloseTo(4.4841377, 6);
  });
});

describe('percentile', () => {
  it('is a value of the sample, by nearest rank', () => {
    const values = Array.from({ length: 10 }, (_, index) => 10 - index);
    expect(percentile(values, 0.9)).toBe(9);
    expect(percentile(values, 0.5)).toBe(5);
    expect(percentile(values, 1)).toBe(10);
    expect(percentile([7], 0.01)).toBe(7);
  });
});

describe('bootstrap interval of the median', () => {
  it('is seeded and lies within the sample', () => {
    const values = [5, 5.1, 5.3, 4.9, 5.05, 7];
    const first = bootstrapMedianInterval(values, 11, 2_000);
    expect(bootstrapMedianInterval(values, 11, 2_000)).toEqual(first);
    expect(first.low).toBeGreaterThanOrEqual(4.9);
    expect(first.high).toBeLessThanOrEqual(7);
    expect(first.low).toBeLessThan(first.high);
  });
});
