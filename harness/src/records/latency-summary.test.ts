import type { LatencySample } from '@paretoboard/contract/record.js';
import { latencyResultSchema } from '@paretoboard/contract/record.js';
import { describe, expect, it } from 'vitest';
import { summariseLatency } from './latency-summary.js';

function samples(
  starts: number,
  queries: number,
  latency: (start: number, query: number) => number,
  model: 'submission' | 'null' = 'submission',
): LatencySample[] {
  return Array.from({ length: starts * queries }, (_, index) => {
    const start = Math.floor(index / queries);
    const query = index % queries;
    return { scenario: 'single-stream', model, start, query, latencyMs: latency(start, query) };
  });
}

describe('summariseLatency', () => {
  it('takes the percentile of each start, then the median over starts', () => {
    const result = summariseLatency(samples(3, 100, (start, query) => (start + 1) * 10 + query / 100));
    expect(result.p50Ms).toBe(20.49);
    expect(result.p90Ms).toBe(20.89);
    expect(result.p50MsLow).toBeGreaterThanOrEqual(10.49);
    expect(result.p50MsHigh).toBeLessThanOrEqual(30.49);
    expect(result.n).toBe(300);
    expect(latencyResultSchema.parse(result)).toEqual(result);
  });

  it('gives no percentile below its floor, and says why', () => {
    const result = summariseLatency(samples(3, 661, () => 1));
    expect(result.p90Ms).toBe(1);
    expect(result.p99Ms).toBeNull();
    expect(result.reasons.p99Ms).toContain('662');
    expect(summariseLatency(samples(3, 662, () => 1)).p99Ms).toBe(1);
    expect(summariseLatency(samples(3, 63, () => 1)).p90Ms).toBeNull();
  });

  it('counts the shortest start, not the sum', () => {
    const uneven = [
      ...samples(1, 2_000, () => 1),
      ...samples(1, 100, () => 1).map((sample) => ({ ...sample, start: 1 })),
    ];
    expect(summariseLatency(uneven).p99Ms).toBeNull();
  });

  it('gives no interval over two starts, and says why', () => {
    const result = summariseLatency(samples(2, 100, () => 2));
    expect(result.p50Ms).toBe(2);
    expect(result.p50MsLow).toBeNull();
    expect(result.reasons.p50MsLow).toContain('3 starts');
  });

  it('keeps the null model apart', () => {
    const result = summariseLatency([...samples(3, 700, () => 5), ...samples(3, 700, () => 0.05, 'null')]);
    expect(result.p50Ms).toBe(5);
    expect(result.nullModel).toMatchObject({ p50Ms: 0.05, p99Ms: 0.05, n: 2_100 });
  });

  it('has null figures, not zeros, for no samples', () => {
    const result = summariseLatency([]);
    expect(result).toMatchObject({ n: 0, p50Ms: null, throughputPerSecond: null });
    expect(result.reasons.p50Ms).toContain('had 0');
  });
});
