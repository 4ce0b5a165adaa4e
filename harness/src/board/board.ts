import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import type { SubmissionKind } from '@paretoboard/contract/interaction.js';
import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import { type Variant, variantSchema } from '@paretoboard/contract/variant.js';
import type { ItemEvidence } from '../records/item-evidence.js';
import { type DriftRecord, staleness } from '../sentinel/drift.js';
import { type RankedRow, rankBoard } from './rank-board.js';
import { rankObstacle } from './rank-obstacle.js';
import { rankingGroup } from './ranking-group.js';
import { rowKey, standingKey } from './standing.js';

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

/** A row to be: the record that stands for it, and what was tried. */
export interface BoardEntry {
  /** Null: every attempt was retracted. */
  readonly standing: Omit<BoardRecord, 'retraction'> | null;
  readonly attempts: number;
}

/** Which rows are shown; null: all. */
export interface BoardFilter {
  readonly division: Division | null;
  readonly device: string | null;
  readonly track: string | null;
  readonly runtime?: string | null;
  readonly kind?: SubmissionKind | null;
  /** Rows that were measured at or after it, RFC 3339 in UTC. */
  readonly since?: string | null;
}

interface BoardSubject extends BoardFilter {
  readonly task: TaskListing;
  readonly variant: Variant;
  readonly scenario: Scenario;
  readonly now: Date;
  /** The date that the board is of; null: now. */
  readonly asOf?: string | null;
}

export interface BoardOptions extends BoardSubject {
  /** All records of this task version and variant. */
  readonly records: readonly BoardRecord[];
}

export interface EntryOptions extends BoardSubject {
  readonly entries: readonly BoardEntry[];
  /** Reasons of every retraction among the attempts. */
  readonly retractions: readonly string[];
  /** What tells drift: the newest records of each machine, or all. */
  readonly drift: readonly DriftRecord[];
}

type Division = BenchmarkRecord['division'];

const dayMs = 24 * 3600 * 1000;

/** Whole days of the calendar, in UTC: a board stays byte for byte the same until a row changes or the day ends, so that who holds it is not sent it again. */
function daysBetween(finishedAt: string, now: Date): number {
  const dayOf = (ms: number): number => Math.floor(ms / dayMs);
  return Math.max(0, dayOf(now.getTime()) - dayOf(Date.parse(finishedAt)));
}

function primaryOf(record: BenchmarkRecord): MetricResult | undefined {
  return record.metrics.find((metric) => metric.primary);
}

function newestStanding(attempts: readonly BoardRecord[]): BoardRecord | null {
  const keyed = attempts
    .filter(({ retraction }) => retraction === null)
    .map((one) => ({ one, key: standingKey(one.record) }))
    .sort((a, b) => (a.key < b.key ? 1 : -1));
  return keyed[0]?.one ?? null;
}

/** Records by the rows that they are attempts at. */
function entriesOf(records: readonly BoardRecord[]): BoardEntry[] {
  const groups = new Map<string, BoardRecord[]>();
  for (const one of records) {
    const key = rowKey(one.record, one.builtIn, one.owner ?? null);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return Array.from(groups.values(), (attempts) => ({ standing: newestStanding(attempts), attempts: attempts.length }));
}

function claimOf(record: BenchmarkRecord, { task, variant }: EntryOptions): BoardRow['claim'] {
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

function rowOf(one: NonNullable<BoardEntry['standing']>, attempts: number, options: EntryOptions): BoardRow {
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
    measuredAt: record.finishedAt,
    ageDays: daysBetween(record.finishedAt, options.now),
    stale: staleness(record, record.latency[options.scenario], options.drift),
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

function placed(rows: readonly RankedRow[], all: readonly RankedRow[], { task, scenario }: EntryOptions): BoardRow[] {
  const boards = new Map<string, RankedRow[]>();
  for (const one of rows) {
    const key = rankingGroup(one.row);
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
function retracted(reasons: readonly string[]): Board['hidden'] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Array.from(counts, ([reason, count]) => ({ reason: `retracted: ${reason}`, count })).sort((a, b) =>
    a.reason < b.reason ? -1 : 1,
  );
}

interface Filter {
  readonly reason: string;
  keeps(one: RankedRow): boolean;
}

function filtersOf({ division, device, track, runtime = null, kind = null, since = null }: BoardFilter): Filter[] {
  return [
    { reason: 'other division', keeps: ({ row }) => division === null || row.division === division },
    { reason: 'other device class', keeps: ({ row }) => device === null || row.machine.deviceClass === device },
    { reason: 'other input track', keeps: ({ row }) => track === null || row.track === track },
    { reason: 'other runtime', keeps: ({ row }) => runtime === null || row.runtime.name === runtime },
    { reason: 'other kind', keeps: ({ row }) => kind === null || row.submission.kind === kind },
    { reason: `measured before ${since}`, keeps: ({ finishedAt }) => since === null || finishedAt >= since },
    { reason: 'INVALID', keeps: ({ row }) => row.verdict === 'VALID' },
  ];
}

/** The board of records. Pure. */
export function makeBoard({ records, ...subject }: BoardOptions): Board {
  return boardOf({
    ...subject,
    entries: entriesOf(records),
    retractions: records.flatMap(({ retraction }) => retraction ?? []),
    drift: records.map(({ record }) => record),
  });
}

/** The board behind API, CSV, badge, feed, site and command line, of attempts that are grouped already. Pure. */
export function boardOf(options: EntryOptions): Board {
  const { task, variant, scenario, entries, retractions } = options;
  const all = entries.flatMap(({ standing, attempts }): RankedRow[] => {
    if (!standing) return [];
    const { record, items } = standing;
    return [{ row: rowOf(standing, attempts, options), finishedAt: record.finishedAt, items }];
  });
  let kept = all;
  const hidden = retracted(retractions);
  const total = all.length + retractions.length;
  for (const { reason, keeps } of filtersOf(options)) {
    const next = kept.filter((one) => keeps(one));
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
    division: options.division,
    device: options.device,
    track: options.track,
    runtime: options.runtime ?? null,
    kind: options.kind ?? null,
    since: options.since ?? null,
    asOf: options.asOf ?? null,
    rows,
    shown: rows.length,
    total,
    hidden,
    claims,
    comparable,
  };
}
