import type { Board, BoardRow } from '@paretoboard/contract/board.js';
import type { BoardQuery } from './board-query';

interface Sieve {
  reason: string;
  passes(row: BoardRow): boolean;
}

function sieves({ runtime, only }: BoardQuery): Sieve[] {
  return [
    ...(runtime ? [{ reason: 'other runtime', passes: (row: BoardRow) => row.runtime.name === runtime }] : []),
    ...(only ? [{ reason: 'INVALID', passes: (row: BoardRow) => row.verdict === 'VALID' }] : []),
    ...(only === 'front' ? [{ reason: 'behind the front', passes: (row: BoardRow) => row.onParetoFront }] : []),
  ];
}

/** The board without the rows that the reader filtered out on the page; every one of them is counted under its reason. */
export function narrowBoard(board: Board, query: BoardQuery): Board {
  let rows = board.rows;
  const hidden = [...board.hidden];
  for (const { reason, passes } of sieves(query)) {
    const kept = rows.filter(passes);
    if (kept.length < rows.length) hidden.push({ reason, count: rows.length - kept.length });
    rows = kept;
  }
  return { ...board, rows, shown: rows.length, hidden };
}
