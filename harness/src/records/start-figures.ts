import type { LatencyResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';

export interface StartFigures {
  readonly figure: 'p50Ms' | 'throughputPerSecond';
  readonly direction: 'higher' | 'lower';
  /** The figure of the scenario; null where it was not measured. */
  readonly value: number | null;
  /** Of each process start that has one. */
  readonly starts: readonly number[];
}

/** What a scenario is judged by, as MLPerf defines it: the latency of a query where one follows another, the rate where many are under way. */
export function startFigures(scenario: Scenario, latency: LatencyResult | undefined): StartFigures {
  if (scenario === 'single-stream' || scenario === 'multi-stream') {
    const { p50Ms = null, perStartP50Ms = [] } = latency ?? {};
    return { figure: 'p50Ms', direction: 'lower', value: p50Ms, starts: perStartP50Ms };
  }
  const { throughputPerSecond = null, perStartThroughput = [] } = latency ?? {};
  const starts = perStartThroughput.filter((value) => value !== null);
  return { figure: 'throughputPerSecond', direction: 'higher', value: throughputPerSecond, starts };
}
