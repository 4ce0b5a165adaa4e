import type { LatencyResult, ServerResult } from '@paretoboard/contract/record.js';
import { multiStreamSamples, type Scenario } from '@paretoboard/contract/scenario.js';
import { bootstrapCoverage, bootstrapMedianInterval } from '../statistics/bootstrap-interval.js';
import { earlyStoppingPercentile } from '../statistics/early-stopping.js';
import { median } from '../statistics/sample.js';
import { tInterval } from '../statistics/t-interval.js';
import type { LatencyColumns, TimedQueries } from './latency-columns.js';
import { bestTrials } from './server-search.js';

const tails = { p90: 0.9, p95: 0.95, p99: 0.99 } as const;
const names = ['p50', 'p90', 'p95', 'p99'] as const;
type Name = (typeof names)[number];
const intervalFloor = 3;
/** Seed of the bootstrap: fixed, so that anybody recomputes the same interval from the same samples. */
const bootstrapSeed = 20_231_107;

interface Figure {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly isMaximum: boolean;
  readonly reasons: Readonly<Record<string, string>>;
}

function missing(field: string, reason: string): Figure {
  const reasons = { [field]: reason, [`${field}Low`]: reason, [`${field}High`]: reason };
  return { value: null, low: null, high: null, isMaximum: false, reasons };
}

/** Median over starts with its interval. */
function overStarts(field: string, perStart: readonly number[], isMaximum = false): Figure {
  const value = median(perStart);
  if (perStart.length >= intervalFloor)
    return { value, ...bootstrapMedianInterval(perStart, bootstrapSeed), isMaximum, reasons: {} };
  const reason = `an interval over starts needs ${intervalFloor} starts; there were ${perStart.length}`;
  return { value, low: null, high: null, isMaximum, reasons: { [`${field}Low`]: reason, [`${field}High`]: reason } };
}

function figure(name: Name, starts: readonly TimedQueries[], noStarts: string): Figure {
  const field = `${name}Ms`;
  if (starts.length === 0) return missing(field, noStarts);
  if (name === 'p50')
    return overStarts(
      field,
      starts.map((start) => median(start.latenciesMs)),
    );
  const estimates = starts.map((start) => earlyStoppingPercentile(start.latenciesMs, tails[name]));
  const perStart: number[] = [];
  for (const [index, estimate] of estimates.entries()) {
    if (estimate.valueMs === null) return missing(field, `start ${starts[index]!.start}: ${estimate.reason}`);
    perStart.push(estimate.valueMs);
  }
  return overStarts(
    field,
    perStart,
    estimates.some((estimate) => estimate.valueMs !== null && estimate.isMaximum),
  );
}

function sumMs({ latenciesMs }: TimedQueries): number {
  return latenciesMs.reduce((sum, value) => sum + value, 0);
}

interface Throughput {
  readonly perStart: readonly (number | null)[];
  readonly figure: Figure;
}

/** Which starts gave no rate, and how low the search went. */
function withoutRate(known: number, starts: number, server: ServerResult | null): string {
  const counted = `${known} of ${starts} starts gave a rate`;
  if (!server || server.trials.length === 0) return counted;
  const lowest = server.trials.reduce((least, trial) => Math.min(least, trial.ratePerSecond), Number.POSITIVE_INFINITY);
  return `${counted} with a p99 of at most ${server.boundMs} ms; the lowest that was tried is ${Number(lowest.toPrecision(4))}/s`;
}

function throughput(perStart: readonly (number | null)[], server: ServerResult | null): Throughput {
  const field = 'throughputPerSecond';
  const known = perStart.filter((value) => value !== null);
  if (known.length === 0 || known.length < perStart.length)
    return { perStart, figure: missing(field, withoutRate(known.length, perStart.length, server)) };
  return { perStart, figure: overStarts(field, known) };
}

function student(perStart: readonly number[]): LatencyResult['p50MsStudent'] {
  if (perStart.length < intervalFloor) return null;
  const { low, high } = tInterval(perStart);
  return { low, high };
}

function nullModel(starts: readonly TimedQueries[]): LatencyResult['nullModel'] {
  const none = 'the null model was not timed';
  const [p50, p99] = [figure('p50', starts, none), figure('p99', starts, none)];
  const kept = Object.entries({ ...p50.reasons, ...p99.reasons }).filter(([field]) => /^p\d+Ms$/.test(field));
  const n = starts.reduce((sum, start) => sum + start.latenciesMs.length, 0);
  return { p50Ms: p50.value, p99Ms: p99.value, n, reasons: Object.fromEntries(kept) };
}

function samplesPerQuery(scenario: Scenario, starts: readonly TimedQueries[]): number {
  if (scenario === 'multi-stream') return multiStreamSamples;
  const queries = starts.reduce((sum, start) => sum + start.latenciesMs.length, 0);
  const items = starts.reduce((sum, start) => sum + start.items, 0);
  return queries === 0 ? 1 : Math.max(1, Math.round(items / queries));
}

/** The timed queries that the figures are about: in `server` those of the best trial of each start. */
function measured(scenario: Scenario, columns: LatencyColumns, server: ServerResult | null): TimedQueries[] {
  const all = columns.of(scenario, 'submission');
  if (scenario !== 'server') return all;
  const best = bestTrials(server?.trials ?? []);
  return all.filter((queries) => best.get(queries.start)?.trial === queries.trial);
}

function rates(scenario: Scenario, columns: LatencyColumns, server: ServerResult | null): (number | null)[] {
  const all = columns.of(scenario, 'submission');
  if (scenario !== 'server') return all.map((start) => (start.items * 1000) / sumMs(start));
  const best = bestTrials(server?.trials ?? []);
  return [...new Set(all.map(({ start }) => start))].map((start) => best.get(start)?.ratePerSecond ?? null);
}

function flat(figures: Record<Name, Figure>) {
  const [p50, p90, p95, p99] = names.map((name) => figures[name]) as [Figure, Figure, Figure, Figure];
  return {
    p50Ms: p50.value,
    p50MsLow: p50.low,
    p50MsHigh: p50.high,
    p90Ms: p90.value,
    p90MsLow: p90.low,
    p90MsHigh: p90.high,
    p95Ms: p95.value,
    p95MsLow: p95.low,
    p95MsHigh: p95.high,
    p99Ms: p99.value,
    p99MsLow: p99.low,
    p99MsHigh: p99.high,
  };
}

const method = `p50: median of each start, median over starts; p90, p95, p99: MLPerf's early-stopping estimate of each start at 99 % confidence, median over starts; interval: percentile bootstrap over starts (${bootstrapCoverage})`;

/**
 * Latency of one scenario from its timed queries; the interval is over starts. Pure: `verify` calls it again on the stored samples.
 * @param server bound and trials of the search; null in the other scenarios
 * @throws SampleError on a latency that is not finite
 */
export function summariseLatency(
  scenario: Scenario,
  columns: LatencyColumns,
  server: ServerResult | null,
): LatencyResult {
  const starts = measured(scenario, columns, server);
  const none =
    scenario === 'server'
      ? 'no rate was found that meets the bound'
      : 'no query was timed, or every one was void (telemetry.disturbances)';
  const figures = Object.fromEntries(names.map((name) => [name, figure(name, starts, none)])) as Record<Name, Figure>;
  const perStartP50Ms = starts.map((start) => median(start.latenciesMs));
  const rate = throughput(rates(scenario, columns, server), server);
  const tailNames = ['p90', 'p95', 'p99'] as const;
  return {
    n: starts.reduce((sum, start) => sum + start.latenciesMs.length, 0),
    samplesPerQuery: samplesPerQuery(scenario, starts),
    starts: starts.length,
    durationMs: starts.reduce((sum, start) => sum + sumMs(start), 0),
    ...flat(figures),
    observedMaximum: tailNames.filter((name) => figures[name].isMaximum).map((name) => `${name}Ms` as const),
    p50MsStudent: student(perStartP50Ms),
    reasons: Object.assign({}, ...names.map((name) => figures[name].reasons), rate.figure.reasons),
    method,
    perStartP50Ms,
    throughputPerSecond: rate.figure.value,
    throughputPerSecondLow: rate.figure.low,
    throughputPerSecondHigh: rate.figure.high,
    perStartThroughput: [...rate.perStart],
    server,
    nullModel: nullModel(columns.of(scenario, 'null')),
  };
}
