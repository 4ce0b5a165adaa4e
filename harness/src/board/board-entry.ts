import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import type { BoardEntry } from '@paretoboard/contract/board-entry.js';
import { rankingGroup } from './ranking-group.js';

/** A board in short; without its tag, which is of the bytes that are sent. */
export function boardEntry({ task, variant, rows }: Board): Omit<BoardEntry, 'tag'> {
  return {
    task: task.id,
    variant: variant.id,
    rows: rows.length,
    sharingFirst: sharingFirst(rows),
    newest: newestOf(rows),
  };
}

/** Ranks are given within a group of rows that can be compared: the group counts in which most share the first. */
function sharingFirst(rows: readonly BoardRow[]): number {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.rank === 1) counts.set(rankingGroup(row), (counts.get(rankingGroup(row)) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

function newestOf(rows: readonly BoardRow[]): BoardEntry['newest'] {
  const newest = rows.reduce<BoardRow | null>(
    (best, row) => (best === null || row.measuredAt > best.measuredAt ? row : best),
    null,
  );
  if (newest === null) return null;
  const { record, submission, rank, measuredAt, metrics } = newest;
  return { record, submission, rank, measuredAt, metric: metrics.find(({ primary }) => primary) ?? null };
}
