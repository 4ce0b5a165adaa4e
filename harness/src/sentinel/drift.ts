import type { BenchmarkRecord, LatencyResult } from '@paretoboard/contract/record.js';
import type { SentinelResult } from '@paretoboard/contract/sentinel.js';

/** How far the second leg may lie from the first within one run (MLPerf's TEST01 allows the same between two runs). */
export const largestDriftInRun = 1.1;
/** Runs that must have seen the drift: one may have met a busy moment. */
const fewestLaterRuns = 2;
/** Of the newest later runs, how many are looked at. */
export const laterRunsSeen = 5;
/** A drift below this is never held against a row, however narrow its interval. */
const leastAllowed = 1.05;
/** Allowed where a row has no interval (profile `quick`). */
const allowedWithoutInterval = 1.1;

/** What the drift rule needs of a record. */
export type DriftRecord = Pick<BenchmarkRecord, 'finishedAt' | 'machine' | 'sentinel'> & {
  readonly sandbox: Pick<BenchmarkRecord['sandbox'], 'cpuSet'>;
};

export interface Staleness {
  /** How many times as long the sentinel now takes. */
  readonly drift: number;
  /** Largest factor (or its inverse) that the row's interval allows. */
  readonly allowed: number;
  readonly message: string;
}

interface Range {
  readonly low: number;
  readonly high: number;
}

/** Records do not name machines: equal ones count as one. Drift is seen between records of one key. */
export function machineKey({ machine, sandbox, sentinel }: DriftRecord): string {
  const { cpuModel, cpuCores, memoryBytes } = machine;
  return JSON.stringify([cpuModel, cpuCores, memoryBytes, sandbox.cpuSet, sentinel?.digest]);
}

function rangeOf({ p50MsBefore, p50MsAfter }: SentinelResult): Range {
  const after = p50MsAfter ?? p50MsBefore;
  return { low: Math.min(p50MsBefore, after), high: Math.max(p50MsBefore, after) };
}

/** Relative half-width of the row's interval as a factor. */
function allowedBy(latency: Pick<LatencyResult, 'p50Ms' | 'p50MsLow' | 'p50MsHigh'> | undefined): number {
  if (!latency || latency.p50Ms === null || latency.p50MsLow === null || latency.p50MsHigh === null)
    return allowedWithoutInterval;
  return Math.max(leastAllowed, latency.p50MsHigh / latency.p50Ms, latency.p50Ms / latency.p50MsLow);
}

function middle({ low, high }: Range): number {
  return (low + high) / 2;
}

/** Least factor between two ranges, 1 where they overlap; below 1 where `later` is faster. */
function gap(row: Range, later: Range): number {
  if (later.low > row.high) return later.low / row.high;
  if (later.high < row.low) return later.high / row.low;
  return 1;
}

/**
 * Whether the machine has drifted away from a row: all of its newest runs since (up to 5, at least 2) saw the sentinel outside of what it took beside
 * the row, by more than the row's interval allows. Pure.
 * @param records of any machines and times; those of the row's machine after it count
 * @returns null: no drift was seen (or nothing later to see it by)
 */
export function staleness(
  row: DriftRecord,
  latency: Pick<LatencyResult, 'p50Ms' | 'p50MsLow' | 'p50MsHigh'> | undefined,
  records: readonly DriftRecord[],
): Staleness | null {
  if (!row.sentinel) return null;
  const later = records
    .filter((other) => other.sentinel && other.finishedAt > row.finishedAt && machineKey(other) === machineKey(row))
    .sort((a, b) => b.finishedAt.localeCompare(a.finishedAt))
    .slice(0, laterRunsSeen)
    .map((other) => rangeOf(other.sentinel!));
  if (later.length < fewestLaterRuns) return null;
  const seen = { low: Math.min(...later.map(({ low }) => low)), high: Math.max(...later.map(({ high }) => high)) };
  const own = rangeOf(row.sentinel);
  const factor = gap(own, seen);
  const allowed = allowedBy(latency);
  if (Math.max(factor, 1 / factor) <= allowed) return null;
  const drift = middle(seen) / middle(own);
  const change = `${drift > 1 ? 'slower' : 'faster'} by a factor of ${Math.max(drift, 1 / drift).toFixed(2)}`;
  return {
    drift,
    allowed,
    message: `this machine's sentinel is ${change} in its last ${later.length} runs than beside this row; the row's interval allows ${allowed.toFixed(2)}: measure again`,
  };
}
