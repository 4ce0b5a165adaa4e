import type { Board } from '@paretoboard/contract/board.js';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { boardPath } from '../lib/api';
import { type BoardQuery, boardParameters } from '../lib/board-query';
import { badgeSnippet, embedSnippet } from '../lib/board-snippets';
import { count, plural } from '../lib/format';
import { readable } from '../lib/readable';
import { siteOrigin } from '../lib/site-origin';

const formats = [
  { format: 'csv', name: 'CSV' },
  { format: 'json', name: 'JSON' },
  { format: 'bib', name: 'BibTeX' },
] as const;

/** How many rows are shown and why not all, and the same rows and columns as files. */
export async function BoardExports({ board, query }: { board: Board; query: BoardQuery }) {
  const because = board.hidden.map(({ reason, count: amount }) => `${count(amount)} ${reason}`).join(', ');
  const parameters = boardParameters({ ...query, variant: board.variant.id });
  const origin = siteOrigin(await headers());
  const [first] = board.rows;
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
      <Snippet name="Embed" text={embedSnippet(board, query, origin)}>
        This board as it is shown here, for a page of your own: HTML.
      </Snippet>
      {first && (
        <Snippet name="Badge" text={badgeSnippet(board, query, first.submission.name, origin)}>
          Rank, primary metric and latency of <span className="foreign">{readable(first.submission.title)}</span>, for a
          README: Markdown. For another row, put its name in the place of{' '}
          <span className="foreign">{readable(first.submission.name)}</span>.
        </Snippet>
      )}
    </div>
  );
}

function Snippet({ name, text, children }: { name: string; text: string; children: ReactNode }) {
  return (
    <details className="snippet">
      <summary>{name}</summary>
      <p>{children}</p>
      <pre>
        <code>{text}</code>
      </pre>
    </details>
  );
}
