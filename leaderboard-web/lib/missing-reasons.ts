import type { LetteredRow } from './board-points';

const notMeasured = 'not measured';

/** Figures of a row that may be missing. */
export type MissingField = 'value' | 'p50Ms' | 'p90Ms' | 'p99Ms' | 'nullModel' | 'loadMs' | 'peakMemory';

/** Why figures of a row are missing, by field; a field that has its figure is absent. */
export function missingReasons({ row, metric, latency }: LetteredRow): Partial<Record<MissingField, string>> {
  const reasons: Partial<Record<MissingField, string>> = {};
  if (metric?.value == null) reasons.value = metric?.reason ?? notMeasured;
  for (const field of ['p50Ms', 'p90Ms', 'p99Ms'] as const) {
    if (latency?.[field] == null)
      reasons[field] = latency ? (latency.reasons[field] ?? notMeasured) : 'no latency pass';
  }
  if (latency && latency.nullModel.p50Ms === null) reasons.nullModel = latency.nullModel.reasons.p50Ms ?? notMeasured;
  if (row.cold.loadMs === null) reasons.loadMs = row.cold.reason ?? notMeasured;
  if (row.resources.peakMemoryBytes === null) reasons.peakMemory = row.resources.peakMemoryReason ?? notMeasured;
  return reasons;
}

/** Every reason of a table once, in the order of first appearance: the footnotes. */
export function distinctReasons(rows: readonly LetteredRow[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.values(missingReasons(row))))];
}
