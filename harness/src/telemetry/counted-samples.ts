import type { LatencySample } from '@paretoboard/contract/record.js';
import type { TelemetrySummary } from '@paretoboard/contract/telemetry.js';
import { overlaps } from './disturbances.js';

/**
 * The latencies that figures are made of: in ranked profiles without those that overlap a disturbance: a disturbed sample is void, not averaged in. What
 * is left out is decided by the clock and by telemetry alone, never by the latency.
 * @param telemetry of the record; null or undefined: nothing was sampled, everything counts
 */
export function countedSamples(
  samples: readonly LatencySample[],
  telemetry: TelemetrySummary | null | undefined,
): readonly LatencySample[] {
  if (!telemetry?.voids || telemetry.disturbances.length === 0) return samples;
  return samples.filter(({ atMs, latencyMs }) => {
    if (atMs === undefined) return true;
    const query = { fromMs: atMs - latencyMs, toMs: atMs };
    return !telemetry.disturbances.some((disturbance) => overlaps(disturbance, query));
  });
}
