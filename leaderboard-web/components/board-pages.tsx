import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import { type BoardPage, linkedPages } from '../lib/board-page';
import { type BoardQuery, boardHref } from '../lib/board-query';
import { words } from '../messages/words';

interface Properties {
  board: Board;
  page: BoardPage;
  query: BoardQuery;
  /** Which of two it is: each needs a name of its own. */
  below?: boolean;
}

/** Links to the other pages of a board's rows, by address alone; nothing where one page holds them all. */
export function BoardPages({ board, page, query, below = false }: Properties) {
  const { number, count, first, rows } = page;
  if (count === 1) return null;
  const say = words().board;
  const hrefOf = (wanted: number) =>
    `${boardHref(board.task.id, query, { page: wanted === 1 ? undefined : String(wanted) })}#rows`;
  return (
    <nav className="pages" aria-label={below ? say.pagesBelow : say.pages}>
      <p>{say.rowsOnPage(first, first + rows.length - 1, board.shown)}</p>
      <ul>
        {number > 1 && (
          <li>
            <Link href={hrefOf(number - 1)} rel="prev" prefetch={false}>
              {say.previousPage}
            </Link>
          </li>
        )}
        {linkedPages(page).map((each, index) => (
          <li key={each ?? `left out ${index}`}>
            {each === null ? (
              '…'
            ) : (
              <Link
                href={hrefOf(each)}
                aria-label={say.pageNumber(each)}
                aria-current={each === number ? 'page' : undefined}
                prefetch={false}
              >
                {each}
              </Link>
            )}
          </li>
        ))}
        {number < count && (
          <li>
            <Link href={hrefOf(number + 1)} rel="next" prefetch={false}>
              {say.nextPage}
            </Link>
          </li>
        )}
      </ul>
    </nav>
  );
}
