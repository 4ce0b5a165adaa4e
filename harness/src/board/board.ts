import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import { type Variant, variantSchema } from '@paretoboard/contract/variant.js';
import type { ItemEvidence } from '../records/item-evidence.js';
import { staleness } from '../sentinel/drift.js';
import { type RankedRow, rankBoard } from './rank-board.js';
import { rankObstacle } from './rank-obstacle.js';

/** One published record with what the board needs beyond it. */
export interface BoardRecord {
  readonly record: BenchmarkRecord;
  readonly builtIn: boolean;
  /** Name of the account that sent the submission; absent or null: nobody's. */
  readonly owner?: string | null;
  /** Per-item outcomes of the primary metric; null where the file is not at hand. */
  readonly items: ItemEvidence | null;
  /** Why the record was retracted; null: it stands. */
  readonly retraction: string | null;
}

export interface BoardOptions {
  readonly task: TaskListing;
  readonly variant: Variant;
  readonly scenario: Scenario;
  readonly division: 'from-scratch' | 'pre-trained' | null;
  readonly device: string | null;
  readonly track: string | null;
  /** All records of this task version and variant. */
  readonly records: readonly BoardRecord[];
  readonly now: Date;
}

const dayMs = 24 * 3600 * 1000;

/** Whose it is belongs to it: nobody takes another's row, or a built-in's, by sending something of the same name. */
function identityOf({ record, builtIn, owner = null }: BoardRecord): string {
  const { submission, track, division, runtime, machine, sandbox } = record;
  const whose = builtIn ? 'built-in' : `of ${owner ?? 'nobody'}`;
  return [submission.name, whose, track, division, runtime.name, machine.deviceClass, sandbox.level].join(' ');
}

function primaryOf(record: BenchmarkRecord): MetricResult | undefined {
  return record.metrics.find((metric) => metric.primary);
}

/** The record that stands for a submission: the newest valid one, one that may be ranked before others. */
function standing(attempts: readonly BoardRecord[]): BoardRecord {
  const isValid = (one: BoardRecord): number => Number(one.record.verdict === 'VALID');
  const isRanked = (one: BoardRecord): number => Number(rankObstacle(one.record) === null);
  return [...attempts].sort(
    (a, b) =>
      isValid(b) - isValid(a) || isRanked(b) - isRanked(a) || b.record.finishedAt.localeCompare(a.record.finishedAt),
  )[0]!;
}

function groupAttempts(records: readonly BoardRecord[]): BoardRecord[][] {
  const groups = new Map<string, BoardRecord[]>();
  for (const one of records) {
    const key = identityOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function claimOf(record: BenchmarkRecord, { task, variant }: BoardOptions): BoardRow['claim'] {
  if (variant.relation !== 'official') return null;
  const primary = primaryOf(record);
  const claim = task.claims.find(
    (candidate) =>
      candidate.submission === record.submission.name &&
      candidate.metric === primary?.id &&
      candidate.dataset === variant.dataset,
  );
  if (!claim) return null;
  return {
    value: claim.value,
    table: claim.table,
    difference: primary?.value === null || primary?.value === undefined ? null : primary.value - claim.value,
  };
}

function rowOf(one: BoardRecord, attempts: number, options: BoardOptions): BoardRow {
  const { record, builtIn, owner = null } = one;
  const { gpu, cpuModel, cpuCores, deviceClass } = record.machine;
  return {
    rank: null,
    latencyRank: null,
    latencyRankWords: 'not ranked',
    rankObstacle: rankObstacle(record),
    rankBasis: 'unranked',
    rankWords: 'not ranked',
    rankRange: null,
    newBest: false,
    profile: record.profile,
    precision: record.precision,
    contamination: record.contamination,
    tieGroup: null,
    submission: { ...record.submission, builtIn, owner },
    track: record.track,
    division: record.division,
    runtime: record.runtime,
    sandbox: { level: record.sandbox.level },
    machine: { cpuModel, cpuCores, gpu, deviceClass },
    record: record.digest,
    metrics: record.metrics,
    latency: record.latency,
    cold: record.cold,
    resources: record.resources,
    onParetoFront: false,
    verdict: record.verdict,
    attempts,
    ageDays: Math.max(0, (options.now.getTime() - Date.parse(record.finishedAt)) / dayMs),
    stale: staleness(
      record,
      record.latency[options.scenario],
      options.records.map((other) => other.record),
    ),
    claim: claimOf(record, options),
  };
}

function sortBest(rows: readonly RankedRow[], direction: 'higher' | 'lower'): RankedRow[] {
  const value = ({ row }: RankedRow): number | null => row.metrics.find((metric) => metric.primary)?.value ?? null;
  return [...rows].sort((a, b) => {
    const [x, y] = [value(a), value(b)];
    const byName =
      a.row.submission.name.localeCompare(b.row.submission.name) || a.row.record.localeCompare(b.row.record);
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byName;
    return (direction === 'higher' ? y - x : x - y) || byName;
  });
}

/** Rows are ranked, and make a front, only with rows of the same track, division, device class and precision. */
function placed(rows: readonly RankedRow[], all: readonly RankedRow[], { task, scenario }: BoardOptions): BoardRow[] {
  const boards = new Map<string, RankedRow[]>();
  for (const one of rows) {
    const { track, division, machine, precision } = one.row;
    const key = [track, division, machine.deviceClass, precision].join('\n');
    boards.set(key, [...(boards.get(key) ?? []), one]);
  }
  const placements = new Map<RankedRow, BoardRow>();
  for (const board of boards.values()) {
    const found = rankBoard(board, { task, scenario, rows: all });
    board.forEach((one, index) => {
      placements.set(one, { ...one.row, ...found[index]! });
    });
  }
  return rows.map((one) => placements.get(one)!);
}

/** Records that were taken off the board, by the reason that the log gives. */
function retracted(records: readonly BoardRecord[]): Board['hidden'] {
  const counts = new Map<string, number>();
  for (const { retraction } of records)
    if (retraction !== null) counts.set(retraction, (counts.get(retraction) ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => ({ reason: `retracted: ${reason}`, count }));
}

/** The board behind API, CSV and site. Pure. */
export function makeBoard(options: BoardOptions): Board {
  const { task, variant, scenario, division, device, track, records } = options;
  const groups = groupAttempts(records);
  const all = groups.flatMap((attempts): RankedRow[] => {
    const standingAttempts = attempts.filter(({ retraction }) => retraction === null);
    if (standingAttempts.length === 0) return [];
    const one = standing(standingAttempts);
    return [{ row: rowOf(one, attempts.length, options), finishedAt: one.record.finishedAt, items: one.items }];
  });
  const filters: { reason: string; keeps: (row: BoardRow) => boolean }[] = [
    { reason: 'other division', keeps: (row) => division === null || row.division === division },
    { reason: 'other device class', keeps: (row) => device === null || row.machine.deviceClass === device },
    { reason: 'other input track', keeps: (row) => track === null || row.track === track },
    { reason: 'INVALID', keeps: (row) => row.verdict === 'VALID' },
  ];
  let kept = all;
  const hidden = retracted(records);
  const total = all.length + hidden.reduce((sum, { count }) => sum + count, 0);
  for (const { reason, keeps } of filters) {
    const next = kept.filter(({ row }) => keeps(row));
    if (next.length < kept.length) hidden.push({ reason, count: kept.length - next.length });
    kept = next;
  }
  const rows = placed(sortBest(kept, primaryMetric(task).direction), all, options);
  const comparable = variant.relation === 'official';
  const claims = comparable ? task.claims.filter((claim) => claim.dataset === variant.dataset) : [];
  return {
    task,
    // A listing's variant says more: what of it is here, and how much.
    variant: variantSchema.parse(variant),
    scenario,
    division,
    device,
    rows,
    shown: rows.length,
    total,
    hidden,
    claims,
    comparable,
  };
}
