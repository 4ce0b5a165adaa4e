import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import type { LatencyResult, MetricResult } from '@paretoboard/contract/record.js';
import { ends } from './ends';
import { rowLetter } from './format';
import { readable } from './readable';

/** A board row with the letter that names it in chart and table. */
export interface LetteredRow {
  letter: string;
  row: BoardRow;
  metric: MetricResult | null;
  latency: LatencyResult | null;
}

/** A row that has both figures, ready to be drawn. Latencies in ms, values in the metric's unit. */
export interface BoardPoint {
  letter: string;
  title: string;
  href: string;
  latency: number;
  latencyLow: number | null;
  latencyHigh: number | null;
  value: number;
  valueLow: number | null;
  valueHigh: number | null;
  onFront: boolean;
  valid: boolean;
}

/**
 * Letters follow the order of `lettering`, the rows of the whole board, so that sorting or narrowing never renames a row.
 * @throws RangeError for a row that `lettering` lacks
 */
export function letterRows(
  board: Pick<Board, 'rows' | 'scenario'>,
  metric: string,
  lettering: readonly BoardRow[],
): LetteredRow[] {
  const indices = new Map(lettering.map(({ record }, index) => [record, index]));
  return board.rows.map((row) => {
    const index = indices.get(row.record);
    if (index === undefined) throw new RangeError(`row ${row.record} is not on the whole board`);
    return {
      letter: rowLetter(index),
      row,
      metric: row.metrics.find((candidate) => candidate.id === metric) ?? null,
      latency: row.latency[board.scenario] ?? null,
    };
  });
}

/**
 * The rows with both figures. The others stand in the table only, and the page says how many.
 * @param pageOf address of the page on which the row at an index stands; empty: the page that is shown
 */
export function boardPoints(rows: readonly LetteredRow[], pageOf: (index: number) => string = () => ''): BoardPoint[] {
  return rows.flatMap(({ letter, row, metric, latency }, index) => {
    if (metric?.value == null || latency?.p50Ms == null) return [];
    return [
      {
        letter,
        title: readable(row.submission.title),
        href: `${pageOf(index)}#row-${letter.toLowerCase()}`,
        latency: latency.p50Ms,
        latencyLow: latency.p50MsLow,
        latencyHigh: latency.p50MsHigh,
        value: metric.value,
        valueLow: metric.low,
        valueHigh: metric.high,
        onFront: row.onParetoFront,
        valid: row.verdict === 'VALID',
      },
    ];
  });
}

/** The middle of the rows' null-model p50, in ms: what the path alone costs on this board. Null without any. */
export function typicalNullModelMs(rows: readonly LetteredRow[]): number | null {
  const figures = rows.flatMap(({ latency }) => latency?.nullModel.p50Ms ?? []).sort((a, b) => a - b);
  return figures[Math.floor(figures.length / 2)] ?? null;
}

/** The least time that any of these machines needs for a query, in ms; null where no record says. */
export function leastFloorMs(rows: readonly LetteredRow[]): number | null {
  const [least] = ends(rows.flatMap(({ row }) => row.resources.floorMs ?? []));
  return least ?? null;
}
