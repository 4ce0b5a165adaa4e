import { profiles } from '@paretoboard/contract/profile.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';

type Ranked = Pick<
  BenchmarkRecord,
  'profile' | 'verdict' | 'seeds' | 'division' | 'metrics' | 'latency' | 'contamination'
>;

/**
 * Why a record stands on the board without a rank; null: it may be ranked. A ranked run is `VALID`, of a ranked profile in full (its seeds and starts), with a
 * secret seed that nobody could train for, and was retrained on a fresh surrogate where that is possible.
 */
export function rankObstacle(record: Ranked): string | null {
  const profile = profiles[record.profile];
  if (record.verdict === 'INVALID') return 'INVALID';
  if (!profile.ranked) return `${record.profile} profile`;
  if (record.seeds.secret === null) return 'public seed';
  const primary = record.metrics.find((metric) => metric.primary);
  const seeds = primary?.perSeed.length ?? 0;
  if (record.division === 'from-scratch' && seeds < profile.seeds) return `${seeds} of ${profile.seeds} seeds`;
  const starts = Object.values(record.latency).map((latency) => latency.perStartThroughput.length);
  const fewest = Math.min(...starts, profile.starts);
  if (fewest < profile.starts) return `${fewest} of ${profile.starts} starts`;
  if (record.contamination.state === 'not run') return 'not retrained on a fresh surrogate';
  return null;
}
