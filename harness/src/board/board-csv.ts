import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import { csvCell } from '@paretoboard/contract/csv-cell.js';
import { primaryMetric } from '@paretoboard/contract/task.js';

const columns: Readonly<Record<string, (row: BoardRow, board: Board) => string | number | null | undefined>> = {
  rank: (row) => row.rank,
  rankBasis: (row) => row.rankBasis,
  rankWords: (row) => row.rankWords,
  latencyRank: (row) => row.latencyRank,
  submission: (row) => row.submission.name,
  version: (row) => row.submission.version,
  track: (row) => row.track,
  division: (row) => row.division,
  profile: (row) => row.profile,
  runtime: (row) => row.runtime.name,
  device: (row) => row.machine.deviceClass,
  metric: (_row, board) => primaryMetric(board.task).id,
  unit: (_row, board) => primaryMetric(board.task).unit,
  value: (row) => row.metrics.find((metric) => metric.primary)?.value,
  low: (row) => row.metrics.find((metric) => metric.primary)?.low,
  high: (row) => row.metrics.find((metric) => metric.primary)?.high,
  n: (row) => row.metrics.find((metric) => metric.primary)?.n,
  seeds: (row) => row.metrics.find((metric) => metric.primary)?.perSeed.length,
  p50Ms: (row, board) => row.latency[board.scenario]?.p50Ms,
  p90Ms: (row, board) => row.latency[board.scenario]?.p90Ms,
  p99Ms: (row, board) => row.latency[board.scenario]?.p99Ms,
  queries: (row, board) => row.latency[board.scenario]?.n,
  starts: (row, board) => row.latency[board.scenario]?.starts,
  nullModelP50Ms: (row, board) => row.latency[board.scenario]?.nullModel.p50Ms,
  verdict: (row) => row.verdict,
  stale: (row) => row.stale?.message,
  onParetoFront: (row) => String(row.onParetoFront),
  record: (row) => row.record,
};

/** The board as CSV: an unmeasured figure is an empty cell, never 0. */
export function boardCsv(board: Board): string {
  const lines = board.rows.map((row) =>
    Object.values(columns)
      .map((column) => csvCell(column(row, board)))
      .join(','),
  );
  return `${[Object.keys(columns).join(','), ...lines].join('\r\n')}\r\n`;
}
