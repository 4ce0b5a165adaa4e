import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { poissonSchedule } from './poisson-schedule.js';

describe('poissonSchedule', () => {
  const count = 20_000;
  const arrivals = poissonSchedule(50, count, new Random(7));
  const gaps = Array.from(arrivals, (at, index) => at - (index === 0 ? 0 : arrivals[index - 1]!));

  it('has exponential gaps with the mean of the rate (Kolmogorov-Smirnov, 1 %)', () => {
    const order = gaps.toSorted((a, b) => a - b);
    const distance = order.reduce((most, gap, index) => {
      const expected = 1 - Math.exp(-gap / 20);
      return Math.max(most, Math.abs(expected - index / count), Math.abs(expected - (index + 1) / count));
    }, 0);
    expect(distance).toBeLessThan(1.63 / Math.sqrt(count));
  });

  it('has independent gaps', () => {
    const mean = gaps.reduce((a, b) => a + b, 0) / count;
    const products = gaps.slice(1).map((gap, index) => (gap - mean) * (gaps[index]! - mean));
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0);
    expect(Math.abs(products.reduce((a, b) => a + b, 0) / variance)).toBeLessThan(2.58 / Math.sqrt(count));
  });

  it('follows from its seed', () => {
    expect(poissonSchedule(50, 100, new Random(7))).toEqual(arrivals.slice(0, 100));
    expect(poissonSchedule(50, 100, new Random(8))).not.toEqual(arrivals.slice(0, 100));
  });
});
