import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialCdf } from './binomial.js';
import { earlyStoppingPercentile, minimumQueries, overLatencyAllowance } from './early-stopping.js';
import { SampleError } from './sample.js';

/** P(X ≤ k) by Pascal's rule on whole vectors: no logarithm, no factorial. */
function pascalCdf(k: number, n: number, share: number): number {
  let chances = [1];
  for (let trial = 0; trial < n; trial += 1) {
    const next = new Array<number>(chances.length + 1).fill(0);
    chances.forEach((chance, successes) => {
      next[successes]! += chance * (1 - share);
      next[successes + 1]! += chance * share;
    });
    chances = next;
  }
  return chances.slice(0, k + 1).reduce((sum, chance) => sum + chance, 0);
}

const shares = fc.constantFrom(0.5, 0.9, 0.95, 0.97, 0.99, 0.999);

describe('binomialCdf', () => {
  it('equals the sum by Pascal’s rule', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (a, b, share) => {
        const [k, n] = [Math.min(a, b), Math.max(a, b)];
        expect(binomialCdf(k, n, share)).toBeCloseTo(pascalCdf(k, n, share), 12);
      }),
    );
  });
});

describe('MLPerf early stopping', () => {
  it.each([
    [0.5, 11],
    [0.9, 64],
    [0.95, 130],
    [0.97, 219],
    [0.99, 662],
    [0.999, 6_636],
  ])('share %d needs %d queries', (share, queries) => {
    expect(minimumQueries(share)).toBe(queries);
    expect(overLatencyAllowance(queries, share)).toBe(1);
    expect(overLatencyAllowance(queries - 1, share)).toBe(0);
  });

  it.each([
    [0.9, 44],
    [0.99, 459],
    [0.999, 4_603],
  ])('share %d needs %d queries of which none is over', (share, queries) => {
    expect(overLatencyAllowance(queries, share)).toBe(0);
    expect(overLatencyAllowance(queries - 1, share)).toBe(-1);
  });

  it('allows as many as the binomial reference does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), shares, (queries, share) => {
        const t = overLatencyAllowance(queries, share);
        if (t >= 0) expect(pascalCdf(t, queries, 1 - share)).toBeLessThanOrEqual(0.01);
        expect(pascalCdf(t + 1, queries, 1 - share)).toBeGreaterThan(0.01);
      }),
      { numRuns: 60 },
    );
  });

  it('reports the t-th highest latency, whatever the order they came in', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), shares, fc.nat(), (queries, share, shift) => {
        const latencies = Float64Array.from({ length: queries }, (_, index) => 1 + ((index * 7_919 + shift) % queries));
        const estimate = earlyStoppingPercentile(latencies, share);
        expect(estimate.valueMs === null).toBe(queries < minimumQueries(share));
        if (estimate.valueMs === null) return;
        const above = latencies.filter((value) => value > estimate.valueMs).length;
        expect(above).toBeLessThanOrEqual(estimate.t - 1);
        expect(latencies).toContain(estimate.valueMs);
        expect(estimate.isMaximum).toBe(estimate.t === 1);
        expect(estimate.valueMs).toBeGreaterThanOrEqual(latencies.toSorted()[Math.ceil(share * queries) - 1]!);
      }),
      { numRuns: 60 },
    );
  });

  it('drops t − 1 and says so; at the floor it is the maximum', () => {
    const ramp = (queries: number): number[] => Array.from({ length: queries }, (_, index) => index + 1);
    expect(earlyStoppingPercentile(ramp(64), 0.9)).toEqual({ valueMs: 64, isMaximum: true, t: 1 });
    const t = overLatencyAllowance(1_000, 0.9);
    expect(earlyStoppingPercentile(ramp(1_000), 0.9)).toEqual({ valueMs: 1_000 - t + 1, isMaximum: false, t });
  });

  it('gives no value below the floor, with the number that would do', () => {
    expect(earlyStoppingPercentile([1, 2, 3], 0.99)).toEqual({
      valueMs: null,
      reason: '3 queries; p99 needs 662 at 99 % confidence',
    });
  });

  it.each([[[]], [[1, 0]], [[1, -2]], [[1, Number.NaN]], [[Number.POSITIVE_INFINITY]]])('refuses %j', (latencies) => {
    expect(() => earlyStoppingPercentile(latencies, 0.9)).toThrow(SampleError);
  });

  it.each([0, 1, Number.NaN, -1])('refuses share %d', (share) => {
    expect(() => earlyStoppingPercentile([1], share)).toThrow(SampleError);
    expect(() => minimumQueries(share)).toThrow(SampleError);
  });
});
