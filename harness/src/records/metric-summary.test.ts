import { describe, expect, it } from 'vitest';
import { metricFromItems, summariseMetric } from './metric-summary.js';

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
    const result = summariseMetric(accuracy, [score(80, 100), score(82, 100), score(84, 100)], 100);
    expect(result.value).toBe(82);
    expect(result.perSeed).toEqual([80, 82, 84]);
    // t over seeds: 82 ± 4.9683; Wilson of 82 of 100: [73.33, 88.30].
    expect(result.low).toBeCloseTo(73.33, 1);
    expect(result.high).toBeCloseTo(88.3, 1);
    expect(result.method).toContain('Wilson over 100 items');
    expect(result.method).toContain('t over 3 seeds');
  });

  it('does not let one deterministic seed look certain', () => {
    const result = summariseMetric(accuracy, [score(50, 100)], 100);
    expect(result.high! - result.low!).toBeGreaterThan(15);
  });

  it('gives null with a reason where a seed has no value', () => {
    const result = summariseMetric(accuracy, [score(1, 2), { metrics: {}, counts: {}, outcomes: [] }], 2);
    expect(result.value).toBeNull();
    expect(result.reason).toContain('1 of 2');
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
