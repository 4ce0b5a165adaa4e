import type { Board } from '@paretoboard/contract/board.js';
import { boardPath, loadBoard } from './api';
import type { Loaded } from './api-failure';
import type { BoardQuery } from './board-query';

export interface BoardAndWhole {
  /** With the filters that the API knows. */
  board: Board;
  /** Of the same variant without filters: where the letters of rows come from. */
  whole: Board;
}

/** Both boards that a view is made of: page, files and embed show the same rows. */
export async function loadBoardAndWhole(task: string, query: BoardQuery): Promise<Loaded<BoardAndWhole>> {
  const { variant } = query;
  const isWhole = boardPath(task, query) === boardPath(task, { variant });
  const loading = loadBoard(task, query);
  const [board, whole] = await Promise.all([loading, isWhole ? loading : loadBoard(task, { variant })]);
  if (!board.ok) return board;
  if (!whole.ok) return whole;
  return { ok: true, value: { board: board.value, whole: whole.value } };
}
