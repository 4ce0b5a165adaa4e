import type { Overrun } from '../sandbox/submission-failure.js';
import { type Interval, overlaps } from '../telemetry/disturbances.js';
import type { LoadSample } from '../telemetry/others-time.js';

/** Share of the machine's processors from which a wait tells more of those who had them than of the submission. */
const mostShare = 0.5;

const msPerUnit = { queryMs: 1, loadSeconds: 1_000 } as const;

/** The wait that was given up. null: not for being late */
function waitOf({ budget, used }: Overrun, endedMs: number): Interval | null {
  if (budget !== 'queryMs' && budget !== 'loadSeconds') return null;
  return { fromMs: endedMs - used * msPerUnit[budget], toMs: endedMs };
}

/** Cores that other processes, and other machines of the same host, had on the mean of a stretch of time. null: nothing was sampled in it */
function coresOfOthers(samples: readonly LoadSample[], wait: Interval): number | null {
  let [coreMs, sampledMs] = [0, 0];
  for (const { atMs, intervalMs, foreignCores, stolenCores } of samples) {
    const interval = { fromMs: atMs - intervalMs, toMs: atMs };
    if (foreignCores === null || !overlaps(interval, wait)) continue;
    const sharedMs = Math.min(interval.toMs, wait.toMs) - Math.max(interval.fromMs, wait.fromMs);
    coreMs += (foreignCores + (stolenCores ?? 0)) * sharedMs;
    sampledMs += sharedMs;
  }
  return sampledMs === 0 ? null : coreMs / sampledMs;
}

/**
 * Whether a submission did not answer in time because others had the processors: then it is no fault of its own, and the run is worth repeating. What the
 * submission's own processes compute never counts for others.
 * @param endedMs when it was given up, on the telemetry's clock
 * @param coarse the mean since its process was started: what is looked at where nothing was sampled during the wait
 * @returns what was seen, in words; null: it was late by itself, or nobody can tell
 */
export function lateByOthers(
  overrun: Overrun,
  endedMs: number,
  samples: readonly LoadSample[],
  coarse: LoadSample | null,
  cores: number,
): string | null {
  const wait = waitOf(overrun, endedMs);
  const others = wait && (coresOfOthers(samples, wait) ?? coresOfOthers(coarse ? [coarse] : [], wait));
  if (others === null || others <= mostShare * cores) return null;
  return `others had ${Math.min(others, cores).toFixed(2)} of ${cores} cores while it was waited for`;
}
