import type { Badge } from '@paretoboard/contract/badge.js';
import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import { primaryMetric } from '@paretoboard/contract/task.js';

const colours = { best: 'brightgreen', ranked: 'blue', unranked: 'lightgrey', invalid: 'red' } as const;

/** Of a submission's rows the one that the badge speaks for: ranked before unranked, then as the board orders them. */
function rowOf(board: Board, submission: string): BoardRow | undefined {
  const rows = board.rows.filter((row) => row.submission.name === submission);
  return rows.find(({ rank }) => rank !== null) ?? rows[0];
}

function figuresOf(row: BoardRow, { scenario }: Board): string[] {
  const primary = row.metrics.find((metric) => metric.primary);
  const p50Ms = row.latency[scenario]?.p50Ms;
  return [
    ...(primary?.value === null || primary === undefined ? [] : [`${primary.value.toPrecision(3)} ${primary.unit}`]),
    ...(p50Ms === null || p50Ms === undefined ? [] : [`p50 ${p50Ms.toPrecision(3)} ms`]),
  ];
}

/** Rows that a rank is among: those that share its board. */
function rankedBeside({ rows }: Board, row: BoardRow): number {
  return rows.filter(
    (other) =>
      other.rank !== null &&
      other.track === row.track &&
      other.division === row.division &&
      other.precision === row.precision &&
      other.machine.deviceClass === row.machine.deviceClass,
  ).length;
}

/**
 * What a badge says of a submission, from the board itself: rank, primary metric, latency.
 * @returns null where the board shows no row of that name
 */
export function badgeOf(board: Board, submission: string): Badge | null {
  const row = rowOf(board, submission);
  if (!row) return null;
  const label = `${primaryMetric(board.task).name}, ${board.variant.id}`;
  const figures = figuresOf(row, board);
  const place = row.rank === null ? 'not ranked' : `rank ${row.rank} of ${rankedBeside(board, row)}`;
  const color = row.rank === null ? colours.unranked : row.rank === 1 ? colours.best : colours.ranked;
  return { schemaVersion: 1, label, message: [place, ...figures].join(' · '), color };
}
