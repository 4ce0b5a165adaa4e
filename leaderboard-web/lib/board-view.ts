import type { Board } from '@paretoboard/contract/board.js';
import { type MetricDefinition, primaryMetric } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import { type BoardColumn, boardColumns, shownColumns, sortedBy, sortOf } from './board-columns';
import {
  type BoardPoint,
  boardPoints,
  type LetteredRow,
  leastFloorMs,
  letterRows,
  typicalNullModelMs,
} from './board-points';
import type { BoardQuery } from './board-query';
import { metricValue } from './format';
import { weightedColumn } from './weighted-view';

/** One board as a page shows it: chart and table from the same rows. */
export interface BoardView {
  metric: MetricDefinition;
  rows: LetteredRow[];
  /** The columns to show, and every one there is. */
  columns: BoardColumn[];
  allColumns: BoardColumn[];
  sort: { column: BoardColumn; reversed: boolean } | null;
  points: BoardPoint[];
  claims: { value: number; label: string }[];
  nullModelMs: number | null;
  floorMs: number | null;
  /** Every value, interval end and claim of the primary metric: what the value axis must hold. */
  axisValues: number[];
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
  const measured = rows.flatMap(({ metric: result }) => [result?.value, result?.low, result?.high]);
  return {
    metric,
    rows: sort ? sortedBy(rows, sort) : rows,
    columns: shownColumns(known, query),
    allColumns,
    sort,
    points: boardPoints(rows),
    claims,
    nullModelMs: typicalNullModelMs(rows),
    floorMs: leastFloorMs(rows),
    axisValues: [...measured.filter((value) => value != null), ...claims.map(({ value }) => value)],
  };
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
