import { contestedFirst, type ListedBoard } from '../lib/listed-boards';
import { words } from '../messages/words';
import { BoardLink } from './board-link';

const mostShown = 5;

/** Boards on which the most rows share the first rank. */
export function ContestedBoards({ boards }: { boards: readonly ListedBoard[] }) {
  const say = words().home;
  const contested = contestedFirst(boards).slice(0, mostShown);
  if (contested.length === 0) return null;
  return (
    <section>
      <h2>{say.contested}</h2>
      <ol className="board-lines">
        {contested.map(({ board, entry }) => (
          <li key={`${board.task.id} ${board.variant.id}`}>
            <BoardLink board={board} />
            <span className="detail">{say.shareFirst(entry.sharingFirst, entry.rows)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
