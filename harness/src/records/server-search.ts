import type { ServerTrial } from '@paretoboard/contract/record.js';
import { earlyStoppingPercentile } from '../statistics/early-stopping.js';
import { percentile } from '../statistics/percentile.js';
import type { TimedQueries } from './latency-columns.js';

/**
 * What one trial at one rate showed. Pure: the search uses it to decide, and `verify` to recompute.
 * @param queries timed queries of this trial, at least one
 * @throws SampleError
 */
export function judgeTrial(queries: TimedQueries, ratePerSecond: number, boundMs: number): ServerTrial {
  const tail = earlyStoppingPercentile(queries.latenciesMs, 0.99);
  const lateness = [...queries.latenessMs];
  return {
    start: queries.start,
    trial: queries.trial,
    ratePerSecond,
    queries: queries.latenciesMs.length,
    p99Ms: tail.valueMs,
    met: tail.valueMs !== null && tail.valueMs <= boundMs,
    latenessP50Ms: percentile(lateness, 0.5),
    latenessP99Ms: percentile(lateness, 0.99),
  };
}

/** The trial at the highest rate that met the bound, by start. */
export function bestTrials(trials: readonly ServerTrial[]): Map<number, ServerTrial> {
  const best = new Map<number, ServerTrial>();
  for (const trial of trials) {
    const known = best.get(trial.start);
    if (trial.met && (!known || trial.ratePerSecond > known.ratePerSecond)) best.set(trial.start, trial);
  }
  return best;
}
