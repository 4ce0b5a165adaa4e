import { percentileFloor } from '@paretoboard/contract/profile.js';
import type { LatencyResult, LatencySample } from '@paretoboard/contract/record.js';
import { bootstrapCoverage, bootstrapMedianInterval } from '../statistics/bootstrap-interval.js';
import { percentile } from '../statistics/percentile.js';
import { median } from '../statistics/sample.js';

const shares = { p50: 0.5, p90: 0.9, p99: 0.99 } as const;
type Name = keyof typeof shares;
const names = Object.keys(shares) as Name[];
const intervalFloor = 3;
/** Seed of the bootstrap: fixed, so that anybody recomputes the same interval from the same samples. */
const bootstrapSeed = 20_231_107;

interface Figure {
  value: number | null;
  low: number | null;
  high: number | null;
  reasons: Record<string, string>;
}

function byStart(samples: readonly LatencySample[]): number[][] {
  const starts = new Map<number, number[]>();
  for (const sample of samples) {
    const list = starts.get(sample.start) ?? [];
    list.push(sample.latencyMs);
    starts.set(sample.start, list);
  }
  return [...starts.entries()].sort(([a], [b]) => a - b).map(([, list]) => list);
}

function figure(name: Name, starts: readonly number[][]): Figure {
  const field = `${name}Ms`;
  const fewest = Math.min(...starts.map((start) => start.length));
  if (starts.length === 0 || fewest < percentileFloor[name]) {
    const reason = `${name} needs ${percentileFloor[name]} queries in each start at 99 % confidence; the shortest start had ${starts.length === 0 ? 0 : fewest}`;
    return {
      value: null,
      low: null,
      high: null,
      reasons: { [field]: reason, [`${field}Low`]: reason, [`${field}High`]: reason },
    };
  }
  const perStart = starts.map((start) => percentile(start, shares[name]));
  const value = median(perStart);
  if (starts.length < intervalFloor) {
    const reason = `an interval over starts needs ${intervalFloor} starts; there were ${starts.length}`;
    return { value, low: null, high: null, reasons: { [`${field}Low`]: reason, [`${field}High`]: reason } };
  }
  return { value, ...bootstrapMedianInterval(perStart, bootstrapSeed), reasons: {} };
}

function nullFigure(samples: readonly LatencySample[]): LatencyResult['nullModel'] {
  const starts = byStart(samples);
  const p50 = figure('p50', starts);
  const p99 = figure('p99', starts);
  const reasons = Object.fromEntries(
    Object.entries({ ...p50.reasons, ...p99.reasons }).filter(([field]) => field === 'p50Ms' || field === 'p99Ms'),
  );
  return { p50Ms: p50.value, p99Ms: p99.value, n: samples.length, reasons };
}

/**
 * Latency of one scenario from its raw samples: the percentile of each start, then the median of those; the interval is over starts. Pure:
 * `verify` calls it again on the stored samples.
 * @param samples timed queries of the submission and of the null model, latency in ms
 * @throws SampleError on a latency that is not finite
 */
export function summariseLatency(samples: readonly LatencySample[]): LatencyResult {
  const own = samples.filter((sample) => sample.model === 'submission');
  const starts = byStart(own);
  const figures = Object.fromEntries(names.map((name) => [name, figure(name, starts)])) as Record<Name, Figure>;
  const durationMs = own.reduce((sum, sample) => sum + sample.latencyMs, 0);
  return {
    n: own.length,
    starts: starts.length,
    durationMs,
    p50Ms: figures.p50.value,
    p50MsLow: figures.p50.low,
    p50MsHigh: figures.p50.high,
    p90Ms: figures.p90.value,
    p90MsLow: figures.p90.low,
    p90MsHigh: figures.p90.high,
    p99Ms: figures.p99.value,
    p99MsLow: figures.p99.low,
    p99MsHigh: figures.p99.high,
    reasons: { ...figures.p50.reasons, ...figures.p90.reasons, ...figures.p99.reasons },
    method: `nearest-rank percentile of each start, median over starts; interval: percentile bootstrap over starts (${bootstrapCoverage})`,
    perStartP50Ms: starts.map((start) => median(start)),
    throughputPerSecond: durationMs > 0 ? (own.length * 1000) / durationMs : null,
    nullModel: nullFigure(samples.filter((sample) => sample.model === 'null')),
  };
}
