import type { Board } from '@paretoboard/contract/board.js';
import { boardPath } from '../lib/api';
import { type BoardQuery, boardParameters } from '../lib/board-query';
import { count, plural } from '../lib/format';

const formats = [
  { format: 'csv', name: 'CSV' },
  { format: 'json', name: 'JSON' },
  { format: 'bib', name: 'BibTeX' },
] as const;

/** How many rows are shown and why not all, and the same rows and columns as files. */
export function BoardExports({ board, query }: { board: Board; query: BoardQuery }) {
  const because = board.hidden.map(({ reason, count: amount }) => `${count(amount)} ${reason}`).join(', ');
  const parameters = boardParameters({ ...query, variant: board.variant.id });
  return (
    <div className="below-table">
      <p>
        {count(board.shown)} of {plural(board.total, 'row')} shown{because && `; not shown: ${because}`}.
      </p>
      <p>
        <button type="submit" className="plain-button">
          Compare chosen rows
        </button>
      </p>
      {formats.map(({ format, name }) => (
        <p key={format}>
          <a href={`/tasks/${board.task.id}/export/${format}?${parameters}`}>{name}</a>
        </p>
      ))}
      <p>
        <a href={boardPath(board.task.id, query)}>API</a>
      </p>
    </div>
  );
}
