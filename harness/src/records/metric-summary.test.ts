import { describe, expect, it } from 'vitest';
import { metricFromItems, summariseMetric, unitsOf } from './metric-summary.js';

const accuracy = {
  id: 'accuracy',
  name: 'Accuracy',
  unit: '%',
  direction: 'higher' as const,
  primary: true,
  description: 'share of correct items',
  fromItems: { outcome: 'correct', aggregate: 'mean' as const },
};

function score(successes: number, trials: number) {
  return {
    metrics: { accuracy: (100 * successes) / trials },
    counts: { accuracy: { successes, trials } },
    outcomes: [],
  };
}

describe('summariseMetric', () => {
  it('publishes the envelope of both sources of error', () => {
    const result = summariseMetric(accuracy, [score(80, 100), score(82, 100), score(84, 100)], 100, []);
    expect(result.value).toBe(82);
    expect(result.perSeed).toEqual([80, 82, 84]);
    // t over seeds: 82 ± 4.9683; Wilson of 82 of 100: [73.33, 88.30].
    expect(result.low).toBeCloseTo(73.33, 1);
    expect(result.high).toBeCloseTo(88.3, 1);
    expect(result.method).toContain('Wilson over 100 items');
    expect(result.method).toContain('t over 3 seeds');
  });

  it('does not let one deterministic seed look certain', () => {
    const result = summariseMetric(accuracy, [score(50, 100)], 100, []);
    expect(result.high! - result.low!).toBeGreaterThan(15);
  });

  /** A mean of values that are no shares: a signal-to-noise ratio, an overlap. */
  const ratio = { ...accuracy, id: 'psnr', unit: 'dB', fromItems: { outcome: 'psnr', aggregate: 'mean' as const } };
  const rated = (values: number[]) => ({
    metrics: { psnr: values.reduce((a, b) => a + b, 0) / values.length },
    counts: {},
    outcomes: values.map((psnr) => ({ psnr })),
  });

  it('has the items in the interval of a mean of their values', () => {
    const result = summariseMetric(ratio, [rated([30, 31, 32, 33, 34])], 5, []);
    // scipy.stats.t.interval(0.95, 4, 32, scipy.stats.sem([30, 31, 32, 33, 34]))
    expect(result.low).toBeCloseTo(30.03676, 5);
    expect(result.high).toBeCloseTo(33.96324, 5);
    expect(result).toMatchObject({ n: 5, method: 't over 5 items' });
  });

  it('has no interval over items that do not stand for themselves, unless groups of them were drawn', () => {
    const alike = { ...ratio, resampledBy: 'groups' as const };
    const scores = [rated([30, 31, 32, 33, 34])];
    expect(summariseMetric(alike, scores, 5, [])).toMatchObject({ low: null, high: null, n: 5, value: 32 });
    const sampling = { low: 29, high: 36, unit: 'groups' as const, units: 5, resamples: 200 };
    expect(summariseMetric(alike, scores, 5, [], sampling)).toMatchObject({ low: 29, high: 36, sampling });
  });

  it('counts groups where the metric is a mean over groups', () => {
    const grouped = { ...ratio, fromItems: { ...ratio.fromItems, aggregate: 'group-mean' as const } };
    const scores = [rated([30, 32, 40, 40, 50]), rated([30, 32, 40, 40, 50]), rated([30, 32, 40, 40, 50])];
    const result = summariseMetric(grouped, scores, 5, ['a', 'a', 'b', 'b', 'c']);
    expect(result).toMatchObject({ n: 3, method: 'envelope of t over 3 groups and t over 3 seeds' });
  });

  it('gives null with a reason where a seed has no value', () => {
    const result = summariseMetric(accuracy, [score(1, 2), { metrics: {}, counts: {}, outcomes: [] }], 2, []);
    expect(result.value).toBeNull();
    expect(result.reason).toContain('1 of 2');
  });
});

describe('a metric about a part of the test split', () => {
  const fromItems = { outcome: 'unseen', aggregate: 'mean-of-present' as const };
  /** Four episodes of 4, 5, 6, 5 right among ten, and one of another kind. */
  const outcomes: Record<string, number>[] = [
    { unseen: 0.4 },
    { unseen: 0.5 },
    { mixed: 1 },
    { unseen: 0.6 },
    { unseen: 0.5 },
  ];

  it('has a t interval over the items that it is about', () => {
    const seed = { metrics: { accuracy: 50 }, counts: {}, outcomes };
    const result = summariseMetric({ ...accuracy, fromItems }, [seed], 5, []);
    // Deviation 8.165, t(3) 3.1824: 50 ± 3.1824 · 8.165 / 2.
    expect(result.low).toBeCloseTo(50 - 12.992, 2);
    expect(result.high).toBeCloseTo(50 + 12.992, 2);
    expect(result).toMatchObject({ n: 4, method: 't over 4 items' });
  });

  it('is what the stored outcomes give, and fails where none has it', () => {
    const stored = outcomes.map((outcome, item) => ({ seed: 1, item, outcome }));
    expect(metricFromItems(fromItems, '%', stored)).toBeCloseTo(50, 12);
    expect(unitsOf(fromItems, stored)).toBe(4);
    expect(() => metricFromItems({ ...fromItems, outcome: 'hit' }, '%', stored)).toThrow('at least 1');
  });
});

describe('a metric about a part of the items of each group', () => {
  const fromItems = { outcome: 'hit', aggregate: 'group-mean-of-present' as const };
  /** Three people; each picture is a query of one of two directions. */
  const outcomes: Record<string, number>[] = [
    { hit: 1 },
    { hit: 0 },
    { back: 1 },
    { hit: 1 },
    { back: 0 },
    { hit: 0 },
    { back: 1 },
  ];
  const groups = ['a', 'a', 'a', 'b', 'b', 'c', 'c'];

  it('averages what is there group by group, with a t interval over groups', () => {
    const seed = { metrics: { accuracy: 50 }, counts: {}, outcomes };
    const result = summariseMetric({ ...accuracy, fromItems }, [seed], 7, groups);
    // Groups 0.5, 1, 0: deviation 0.5, t(2) 4.3027: 50 ± 4.3027 · 50 / √3.
    expect(result.low).toBeCloseTo(50 - 124.21, 1);
    expect(result).toMatchObject({ n: 3, method: 't over 3 groups' });
  });

  it('is what the stored outcomes give', () => {
    const stored = outcomes.map((outcome, item) => ({ seed: 1, item, group: groups[item]!, outcome }));
    expect(metricFromItems(fromItems, '%', stored)).toBeCloseTo(50, 12);
    expect(metricFromItems({ ...fromItems, outcome: 'back' }, '1', stored)).toBeCloseTo(2 / 3, 12);
    expect(unitsOf(fromItems, stored)).toBe(3);
  });
});

describe('metricFromItems', () => {
  const items = [1, 0, 1, 1].map((correct, item) => ({
    seed: 1,
    item,
    group: item < 2 ? 'a' : 'b',
    outcome: { correct },
  }));

  it('averages items, or groups first', () => {
    expect(metricFromItems({ outcome: 'correct', aggregate: 'mean' }, '%', items)).toBe(75);
    expect(metricFromItems({ outcome: 'correct', aggregate: 'group-mean' }, '%', items)).toBe(75);
    expect(metricFromItems({ outcome: 'correct', aggregate: 'group-mean' }, '1', items.slice(0, 3))).toBe(0.75);
  });

  it('fails on a missing outcome', () => {
    expect(() => metricFromItems({ outcome: 'hit', aggregate: 'mean' }, '%', items)).toThrow('finite');
  });
});
