import type { Board } from '@paretoboard/contract/board.js';
import { count } from '../lib/format';
import { words } from '../messages/words';

/** How many rows are shown, and why not all. The reasons are the API's, in English. */
export function ShownRows({ board }: { board: Pick<Board, 'shown' | 'total' | 'hidden'> }) {
  const say = words().board;
  const because = board.hidden.map(({ reason, count: amount }) => `${count(amount)} ${reason}`).join(', ');
  return (
    <>
      {say.shown(board.shown, board.total)}
      {because && (
        <>
          ; {say.notShown} <span lang="en">{because}</span>
        </>
      )}
      .
    </>
  );
}
