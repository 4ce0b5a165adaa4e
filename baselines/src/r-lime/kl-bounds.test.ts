import { expect, it } from 'vitest';
import { bernoulliDivergence, explorationRate, lowerBound, upperBound } from './kl-bounds.js';

it('is the divergence of two coins', () => {
  expect(bernoulliDivergence(0.5, 0.25)).toBeCloseTo(0.5 * Math.log(2) + 0.5 * Math.log(2 / 3), 12);
  expect(bernoulliDivergence(0.3, 0.3)).toBe(0);
  expect(bernoulliDivergence(1, 0.5)).toBeCloseTo(Math.log(2), 9);
});

it.each([0, 0.1, 0.5, 0.83, 1])('bounds a mean of %s where the divergence reaches the level', (mean) => {
  for (const level of [0.001, 0.05, 0.4]) {
    const [low, high] = [lowerBound(mean, level), upperBound(mean, level)];
    expect(low).toBeLessThanOrEqual(mean);
    expect(high).toBeGreaterThanOrEqual(mean);
    if (high < 1 - 1e-4) expect(bernoulliDivergence(mean, high)).toBeCloseTo(level, 2);
    if (low > 1e-4) expect(bernoulliDivergence(mean, low)).toBeCloseTo(level, 2);
  }
});

it('bounds a mean by hand where there is a formula: of n successes in n samples, exp(−level)', () => {
  expect(lowerBound(1, 0.2)).toBeCloseTo(Math.exp(-0.2), 4);
  expect(upperBound(0, 0.2)).toBeCloseTo(1 - Math.exp(-0.2), 4);
});

it('explores as KL-LUCB prints', () => {
  const inner = Math.log((405.5 * 15 * 3 ** 1.1) / 0.05);
  expect(explorationRate(15, 3, 0.05)).toBeCloseTo(inner + Math.log(inner), 12);
});
