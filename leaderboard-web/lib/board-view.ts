import type { Board } from '@paretoboard/contract/board.js';
import { type MetricDefinition, primaryMetric } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import { type BoardColumn, boardColumns, shownColumns, sortedBy, sortOf } from './board-columns';
import { type BoardPage, boardPage, pageOfRow } from './board-page';
import {
  type BoardPoint,
  boardPoints,
  type LetteredRow,
  leastFloorMs,
  letterRows,
  typicalNullModelMs,
} from './board-points';
import { type BoardQuery, boardHref } from './board-query';
import { type DrawnPoints, drawnPoints } from './drawn-points';
import { ends } from './ends';
import { metricValue } from './format';
import { weightedColumn } from './weighted-view';

/** One board as a page shows it: chart and table from the same rows. */
export interface BoardView {
  metric: MetricDefinition;
  /** Every row, in the order chosen. */
  rows: LetteredRow[];
  /** Those of them that the page lists. */
  page: BoardPage;
  /** The columns to show, and every one there is. */
  columns: BoardColumn[];
  allColumns: BoardColumn[];
  sort: { column: BoardColumn; reversed: boolean } | null;
  points: BoardPoint[];
  /** How the points are drawn. */
  drawn: DrawnPoints;
  claims: { value: number; label: string }[];
  nullModelMs: number | null;
  floorMs: number | null;
  /** Ends of all values, intervals and claims of the primary metric: what the value axis must hold. */
  axisValues: readonly number[];
  /** Ends of all latencies that rows are compared by, in ms. */
  axisLatencies: readonly number[];
}

/** @param whole the board without filters: where the letters come from */
export function boardView(board: Board, query: BoardQuery = {}, whole = board): BoardView {
  const metric = primaryMetric(board.task);
  const rows = letterRows(board, metric.id, whole.rows);
  const claims = claimLines(board, metric, query.track);
  const allColumns = boardColumns(board);
  const yours = query.weight === undefined ? [] : [weightedColumn(rows, metric, Number(query.weight))];
  const known = [...yours, ...allColumns];
  const sort = sortOf(known, query) ?? (yours[0] ? { column: yours[0], reversed: false } : null);
  const ordered = sort ? sortedBy(rows, sort) : rows;
  const page = boardPage(ordered, query.page);
  const addresses = Array.from({ length: page.count }, (_, before) =>
    before + 1 === page.number ? '' : boardHref(board.task.id, query, { page: String(before + 1) }),
  );
  const points = boardPoints(ordered, (index) => addresses[pageOfRow(index) - 1]!);
  const measured = rows.flatMap(({ metric: result }) => [result?.value, result?.low, result?.high]);
  return {
    metric,
    rows: ordered,
    page,
    columns: shownColumns(known, query),
    allColumns,
    sort,
    points,
    drawn: drawnPoints(points, page.rows),
    claims,
    nullModelMs: typicalNullModelMs(rows),
    floorMs: leastFloorMs(rows),
    axisValues: ends([...defined(measured), ...claims.map(({ value }) => value)]),
    axisLatencies: ends(
      defined(rows.flatMap(({ latency }) => [latency?.p50Ms, latency?.p90Ms, latency?.nullModel.p50Ms])),
    ),
  };
}

function defined(values: readonly (number | null | undefined)[]): number[] {
  return values.filter((value) => value != null);
}

/** The paper's values for methods that could stand on this board; none where the data are not the paper's. */
function claimLines(board: Board, metric: MetricDefinition, track: string | undefined): BoardView['claims'] {
  if (!board.comparable) return [];
  return board.claims
    .filter((claim) => claim.metric === metric.id && claim.submission !== null)
    .filter((claim) => track === undefined || claim.track === null || claim.track === track)
    .map((claim) => ({
      value: claim.value,
      label: words().chart.printedOf(metricValue(claim.value, metric.unit), claim.method),
    }));
}
