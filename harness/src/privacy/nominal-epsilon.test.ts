import { describe, expect, it } from 'vitest';
import { nominalEpsilon, orders } from './nominal-epsilon.js';
import { renyiDivergence } from './renyi-accountant.js';

/** The paper's training on MNIST: batch 250 of 60,000, 150 epochs. */
const mnist = { q: 250 / 60_000, steps: 36_000, delta: 1 / 60_000 };

describe('nominalEpsilon', () => {
  it.each([
    [10, 0.28],
    [5, 0.6],
    [1, 4.9],
  ])('says of σ %d on MNIST what the card computed beforehand: %d', (sigma, epsilon) => {
    expect(nominalEpsilon({ ...mnist, sigma })).toBeCloseTo(epsilon, sigma === 1 ? 1 : 2);
  });

  it('says of the noise that the paper adds that it protects nobody', () => {
    expect(nominalEpsilon({ ...mnist, sigma: 0.001 })).toBeGreaterThan(1e10);
    expect(nominalEpsilon({ ...mnist, sigma: 0.01 })).toBeGreaterThan(1e8);
  });

  it('falls with noise and with δ, and grows with steps and with q; no step costs nothing', () => {
    const base = nominalEpsilon({ ...mnist, sigma: 1 });
    expect(nominalEpsilon({ ...mnist, sigma: 1.1 })).toBeLessThan(base);
    expect(nominalEpsilon({ ...mnist, sigma: 1, delta: 1e-3 })).toBeLessThan(base);
    expect(nominalEpsilon({ ...mnist, sigma: 1, steps: 40_000 })).toBeGreaterThan(base);
    expect(nominalEpsilon({ ...mnist, sigma: 1, q: 0.01 })).toBeGreaterThan(base);
    expect(nominalEpsilon({ ...mnist, sigma: 1, steps: 0 })).toBe(0);
  });

  it('agrees with a conversion by hand where every example takes part: RDP α / 2σ²', () => {
    // σ 2, one step: divergence α / 8; the best of the orders is found by looking at all.
    const byHand = orders.map((a) => a / 8 + Math.log(1 - 1 / a) - Math.log(1e-5 * a) / (a - 1));
    expect(nominalEpsilon({ sigma: 2, q: 1, steps: 1, delta: 1e-5 })).toBeCloseTo(Math.min(...byHand), 10);
  });

  it('answers at once, and finitely, where series of fractional orders do not end', () => {
    expect(renyiDivergence(1.1, 1, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(nominalEpsilon({ sigma: 1, q: 0.5, steps: 10, delta: 1e-5 })).toBeLessThan(20);
  });

  it.each([
    [1, 1, 0.1],
    [2, 0, 0.1],
    [2, 1, 0],
    [2, 1, 1.1],
  ])('refuses order %d, σ %d, q %d', (order, sigma, q) => {
    expect(() => renyiDivergence(order, sigma, q)).toThrow(RangeError);
  });
});
