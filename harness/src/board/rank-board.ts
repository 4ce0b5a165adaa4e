import type { BoardRow } from '@paretoboard/contract/board.js';
import type { MetricResult } from '@paretoboard/contract/record.js';
import type { Scenario } from '@paretoboard/contract/scenario.js';
import { primaryMetric, type TaskListing } from '@paretoboard/contract/task.js';
import type { Candidate } from '../ranking/best-first.js';
import { newBests } from '../ranking/new-best.js';
import { type PairTest, testAccuracy, testStarts } from '../ranking/pair-test.js';
import { type FrontAxis, paretoFront } from '../ranking/pareto-front.js';
import { type Ranked, type Ranking, rankRows } from '../ranking/rank-rows.js';
import type { ItemEvidence } from '../records/item-evidence.js';
import { startFigures } from '../records/start-figures.js';
import { orderKey } from './order-key.js';

/** A row with what ranking needs beyond it. */
export interface RankedRow {
  readonly row: BoardRow;
  /** When the measurement ended, RFC 3339. */
  readonly finishedAt: string;
  /** Per-item outcomes of the primary metric, where they are at hand. */
  readonly items: ItemEvidence | null;
}

export interface RankContext {
  readonly task: TaskListing;
  readonly scenario: Scenario;
  /** All rows of the variant: the reference of the quality bar may stand on another board. */
  readonly rows: readonly RankedRow[];
}

function primaryOf({ row }: RankedRow): MetricResult | undefined {
  return row.metrics.find((metric) => metric.primary);
}

function isRanked({ row }: RankedRow): boolean {
  return row.rankObstacle === null;
}

/** Memory of pair tests: ranks and front ask for the same pairs. */
function remembered(test: (a: number, b: number) => PairTest): (a: number, b: number) => PairTest {
  const known: (PairTest | undefined)[][] = [];
  return (a, b) => {
    known[Math.min(a, b)] ??= [];
    const others = known[Math.min(a, b)]!;
    others[Math.max(a, b)] ??= test(a, b);
    return others[Math.max(a, b)]!;
  };
}

interface Axis {
  readonly direction: 'higher' | 'lower';
  readonly values: readonly (number | null)[];
  readonly test: (a: number, b: number) => PairTest;
}

function accuracyAxis(rows: readonly RankedRow[], direction: 'higher' | 'lower'): Axis {
  const figures = rows.map((row) => ({ metric: primaryOf(row), items: row.items }));
  return {
    direction,
    values: figures.map(({ metric }) => metric?.value ?? null),
    test: remembered((a, b) =>
      testAccuracy(
        { metric: figures[a]!.metric!, items: figures[a]!.items },
        { metric: figures[b]!.metric!, items: figures[b]!.items },
      ),
    ),
  };
}

function latencyAxis(rows: readonly RankedRow[], scenario: Scenario): Axis {
  const figures = rows.map(({ row }) => startFigures(scenario, row.latency[scenario]));
  return {
    direction: startFigures(scenario, undefined).direction,
    values: figures.map(({ value }) => value),
    test: remembered((a, b) => testStarts(figures[a]!.starts, figures[b]!.starts)),
  };
}

/** Ranks by an axis the rows that take part. Those that ranks and front ask for are often the same, and ranked once. */
function rankedOn(
  axis: Axis,
  rows: readonly RankedRow[],
): (takesPart: (row: RankedRow, index: number) => boolean) => Ranking {
  const known = new Map<string, Ranking>();
  return (takesPart) => {
    const parts = rows.map(takesPart);
    const key = parts.map(Number).join('');
    const ranking = known.get(key) ?? rankRows(candidatesOf(axis, rows, parts), axis);
    known.set(key, ranking);
    return ranking;
  };
}

function candidatesOf({ values }: Axis, rows: readonly RankedRow[], parts: readonly boolean[]): Candidate[] {
  return rows.map(({ row }, index) => ({
    key: orderKey(row),
    value: parts[index] ? values[index]! : null,
  }));
}

const metricOf = ({ row }: RankedRow, wanted: string): number | null =>
  row.metrics.find(({ id }) => id === wanted)?.value ?? null;

/** The least that a row must reach to be ranked by latency; undefined: the reference that sets it has no row. */
function latencyBar({ task, rows }: RankContext): number | undefined {
  const { metric, reference: name, shareOfReference } = task.qualityBar;
  const isHigher = primaryMetric(task).direction === 'higher';
  const references = rows.filter(({ row }) => row.submission.name === name && row.verdict === 'VALID');
  const ranked = references.filter(isRanked);
  const reference = (ranked.length > 0 ? ranked : references)
    .flatMap((row) => metricOf(row, metric) ?? [])
    .sort((a, b) => (isHigher ? b - a : a - b))[0];
  if (reference === undefined) return undefined;
  return isHigher ? reference * shareOfReference : reference / shareOfReference;
}

/** Why a row takes no part in the latency ranking; null if it does. */
function belowBar(one: RankedRow, bar: number | undefined, task: TaskListing): string | null {
  const { metric, reference } = task.qualityBar;
  if (bar === undefined) return `no latency rank: ${reference}, which sets the bar, has no row here`;
  const own = metricOf(one, metric);
  const isEnough = own !== null && (primaryMetric(task).direction === 'higher' ? own >= bar : own <= bar);
  return isEnough ? null : `no latency rank: below the quality bar of ${Number(bar.toPrecision(4))}`;
}

/** What ranking adds to a row. */
export type Placement = Ranked & Pick<BoardRow, 'latencyRank' | 'latencyRankWords' | 'onParetoFront' | 'newBest'>;

/**
 * Ranks, front and new bests of rows that share one board: input track, division, device class, precision. The one place where a board's order is
 * made; API, CSV, site and CLI show what it says.
 */
export function rankBoard(rows: readonly RankedRow[], context: RankContext): Placement[] {
  const accuracy = accuracyAxis(rows, primaryMetric(context.task).direction);
  const latency = latencyAxis(rows, context.scenario);
  const [onAccuracy, onLatency] = [rankedOn(accuracy, rows), rankedOn(latency, rows)];
  const byAccuracy = onAccuracy(isRanked);
  const bar = latencyBar(context);
  const obstacles = rows.map((row) => row.row.rankObstacle ?? belowBar(row, bar, context.task));
  const byLatency = onLatency((_, index) => obstacles[index] === null);
  // The front is drawn for every valid row, so it has a family of its own.
  const isValid = ({ row }: RankedRow): boolean => row.verdict === 'VALID';
  const sideOf = ({ direction, values }: Axis, on: typeof onAccuracy): FrontAxis => ({
    direction,
    values: values.map((value, index) => (isValid(rows[index]!) ? value : null)),
    isBetter: on(isValid).isBetter,
  });
  const front = paretoFront(rows.length, [sideOf(accuracy, onAccuracy), sideOf(latency, onLatency)]);
  const inTime = rows
    .flatMap((row, index) => (byAccuracy.rows[index]!.rank === null ? [] : [{ index, at: row.finishedAt }]))
    .sort((a, b) => a.at.localeCompare(b.at))
    .map(({ index }) => index);
  const bests = newBests(inTime, byAccuracy.isBetter);
  return byAccuracy.rows.map((ranked, index) => ({
    ...ranked,
    rankWords: rows[index]!.row.rankObstacle ?? ranked.rankWords,
    latencyRank: byLatency.rows[index]!.rank,
    latencyRankWords: obstacles[index] ?? byLatency.rows[index]!.rankWords,
    onParetoFront: front[index]!,
    newBest: bests.has(index),
  }));
}
