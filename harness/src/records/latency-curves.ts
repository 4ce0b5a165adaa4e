import {
  curveProbabilities,
  type LatencyCurve,
  type LatencyCurves,
  timelineStretches,
} from '@paretoboard/contract/latency-curves.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { type ColumnTable, readColumns } from './column-reader.js';
import { latenciesKind } from './latency-samples.js';

/**
 * Curves of one scenario from a file of timed queries, disturbed ones included. Columns are read as numbers: a full run has millions of queries.
 * @throws ColumnFileError
 */
export function readLatencyCurves(path: string, record: string, scenario: Scenario): LatencyCurves {
  const table = readColumns(path, latenciesKind);
  const starts = byStart(table, scenario, 'submission');
  const unloaded = [...byStart(table, scenario, 'null').values()].flat();
  return {
    record,
    scenario,
    probabilities: [...curveProbabilities],
    starts: [...starts].sort(([a], [b]) => a - b).map(([start, latencies]) => curveOf(start, latencies)),
    nullModel: unloaded.length === 0 ? null : { n: unloaded.length, quantilesMs: quantiles(unloaded) },
    reason: starts.size === 0 ? `no query was timed in ${scenario}` : null,
  };
}

/** Latencies by start, in ms, in the order in which they were measured. */
function byStart(table: ColumnTable, scenario: Scenario, model: 'submission' | 'null'): Map<number, number[]> {
  const [scenarios, models] = [table.text('scenario'), table.text('model')];
  const [starts, latencies] = [table.numbers('start'), table.numbers('latencyMs')];
  const found = new Map<number, number[]>();
  for (let row = 0; row < table.rows; row++) {
    if (scenarios[row] !== scenario || models[row] !== model) continue;
    const own = found.get(starts[row]!) ?? [];
    if (own.length === 0) found.set(starts[row]!, own);
    own.push(latencies[row]!);
  }
  return found;
}

function quantiles(latencies: readonly number[]): number[] {
  const sorted = Float64Array.from(latencies).sort();
  return curveProbabilities.map((share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!);
}

function curveOf(start: number, latencies: readonly number[]): LatencyCurve {
  const stretches = Math.min(timelineStretches, latencies.length);
  const timeline = Array.from({ length: stretches }, (_, index) => {
    const from = Math.floor((index * latencies.length) / stretches);
    const to = Math.floor(((index + 1) * latencies.length) / stretches);
    const sorted = latencies.slice(from, to).sort((a, b) => a - b);
    return { medianMs: sorted[Math.floor(sorted.length / 2)]!, slowestMs: sorted.at(-1)! };
  });
  return { start, n: latencies.length, quantilesMs: quantiles(latencies), timeline };
}
