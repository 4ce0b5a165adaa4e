import type { Board } from '@paretoboard/contract/board.js';
import type { BoardEntry } from '@paretoboard/contract/board-entry.js';

/** A board, and what the list of boards says of it. */
export interface ListedBoard {
  entry: BoardEntry;
  board: Board;
}

/** Boards with their newest rows, the latest first. */
export function newestOf(boards: readonly ListedBoard[]) {
  return boards
    .flatMap(({ board, entry }) => (entry.newest === null ? [] : [{ board, row: entry.newest }]))
    .sort((a, b) => Date.parse(b.row.measuredAt) - Date.parse(a.row.measuredAt));
}

/** Boards on which rows share the first rank: where the most do first, then where the largest part of all does. */
export function contestedFirst(boards: readonly ListedBoard[]): ListedBoard[] {
  return boards
    .filter(({ entry }) => entry.sharingFirst > 1)
    .sort((a, b) => b.entry.sharingFirst - a.entry.sharingFirst || a.entry.rows - b.entry.rows);
}
