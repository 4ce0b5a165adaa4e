import { type LatencyResult, type LatencySample, latencyResultSchema } from '@paretoboard/contract/record.js';
import { describe, expect, it } from 'vitest';
import { LatencyColumns } from './latency-columns.js';
import { summariseLatency } from './latency-summary.js';
import { judgeTrial } from './server-search.js';

function samples(
  starts: number,
  queries: number,
  latency: (start: number, query: number) => number,
  model: 'submission' | 'null' = 'submission',
): LatencySample[] {
  return Array.from({ length: starts * queries }, (_, index) => {
    const start = Math.floor(index / queries);
    const query = index % queries;
    const latencyMs = latency(start, query);
    return { scenario: 'single-stream', model, start, query, latencyMs, items: 1, trial: 0, lateMs: 0 };
  });
}

function columnsOf(list: readonly LatencySample[]): LatencyColumns {
  const columns = new LatencyColumns();
  for (const sample of list) columns.add(sample);
  return columns;
}

function summarise(list: readonly LatencySample[]): LatencyResult {
  return summariseLatency('single-stream', columnsOf(list), null);
}

describe('summariseLatency', () => {
  it('takes the percentile of each start, then the median over starts', () => {
    const result = summarise(samples(3, 100, (start, query) => (start + 1) * 10 + query / 100));
    expect(result.p50Ms).toBeCloseTo(20.495, 9);
    // The third highest of 100 (t = 3): what 99 % confidence allows.
    expect(result.p90Ms).toBe(20.97);
    expect(result.p50MsLow).toBeGreaterThanOrEqual(10.49);
    expect(result.p50MsHigh).toBeLessThanOrEqual(30.5);
    expect(result.n).toBe(300);
    expect(latencyResultSchema.parse(result)).toEqual(result);
  });

  it('gives no percentile below its floor, and says why', () => {
    const result = summarise(samples(3, 661, () => 1));
    expect(result.p90Ms).toBe(1);
    expect(result.p99Ms).toBeNull();
    expect(result.reasons.p99Ms).toContain('662');
    expect(summarise(samples(3, 662, () => 1)).p99Ms).toBe(1);
    expect(summarise(samples(3, 63, () => 1)).p90Ms).toBeNull();
  });

  it('counts the shortest start, not the sum', () => {
    const uneven = [
      ...samples(1, 2_000, () => 1),
      ...samples(1, 100, () => 1).map((sample) => ({ ...sample, start: 1 })),
    ];
    expect(summarise(uneven).p99Ms).toBeNull();
  });

  it('gives no interval over two starts, and says why', () => {
    const result = summarise(samples(2, 100, () => 2));
    expect(result.p50Ms).toBe(2);
    expect(result.p50MsLow).toBeNull();
    expect(result.reasons.p50MsLow).toContain('3 starts');
  });

  it('keeps the null model apart', () => {
    const result = summarise([...samples(3, 700, () => 5), ...samples(3, 700, () => 0.05, 'null')]);
    expect(result.p50Ms).toBe(5);
    expect(result.nullModel).toMatchObject({ p50Ms: 0.05, p99Ms: 0.05, n: 2_100 });
  });

  it('has null figures, not zeros, for no samples', () => {
    const result = summarise([]);
    expect(result).toMatchObject({ n: 0, p50Ms: null, throughputPerSecond: null });
    expect(result.reasons.p50Ms).toContain('no query was timed');
  });

  it('says when a tail is the slowest query of all, and waits for 130 queries before a p95', () => {
    const result = summarise(samples(3, 64, (_, query) => query + 1));
    expect(result).toMatchObject({ p90Ms: 64, observedMaximum: ['p90Ms'], p95Ms: null });
    expect(summarise(samples(3, 130, () => 1)).p95Ms).toBe(1);
  });

  it('gives samples per second from samples and time, per start', () => {
    const eights = samples(3, 100, (start) => start + 1).map((sample) => ({
      ...sample,
      scenario: 'multi-stream' as const,
      items: 8,
    }));
    const result = summariseLatency('multi-stream', columnsOf(eights), null);
    expect(result.samplesPerQuery).toBe(8);
    expect(result.perStartThroughput).toEqual([8_000, 4_000, 8_000 / 3]);
    expect(result.throughputPerSecond).toBe(4_000);
  });
});

describe('server', () => {
  const asked = (start: number, trial: number, latency: (query: number) => number): LatencySample[] =>
    samples(1, 700, (_, query) => latency(query)).map((sample) => ({
      ...sample,
      scenario: 'server' as const,
      start,
      trial,
      lateMs: 0.25,
    }));
  const boundMs = 10;
  const list = [0, 1, 2].flatMap((start) => [
    ...asked(start, 0, () => 2 + start),
    ...asked(start, 1, () => 5 + start),
    ...asked(start, 2, (query) => (query < 20 ? 50 : 5)),
  ]);
  const rates = [100, 200, 400];
  const columns = columnsOf(list);
  const trials = columns.of('server', 'submission').map((timed) => judgeTrial(timed, rates[timed.trial]!, boundMs));

  it('judges a trial by its p99 from the scheduled moment', () => {
    expect(trials.map((trial) => trial.met)).toEqual([true, true, false, true, true, false, true, true, false]);
    expect(trials[2]).toMatchObject({ p99Ms: 50, latenessP99Ms: 0.25, queries: 700 });
  });

  it('reports the highest rate that met the bound, and the latencies at that rate alone', () => {
    const result = summariseLatency('server', columns, { boundMs, trials });
    expect(result).toMatchObject({ throughputPerSecond: 200, p50Ms: 6, p99Ms: 6, n: 2_100, starts: 3 });
    expect(latencyResultSchema.parse(result)).toEqual(result);
  });

  it('has no rate where one start met none', () => {
    const some = trials.map((trial) => (trial.start === 1 ? { ...trial, met: false } : trial));
    const result = summariseLatency('server', columns, { boundMs, trials: some });
    expect(result.throughputPerSecond).toBeNull();
    expect(result.reasons.throughputPerSecond).toContain('2 of 3 starts');
  });
});
