import type { Board } from '@paretoboard/contract/board.js';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { boardPath } from '../lib/api';
import { type BoardQuery, boardParameters } from '../lib/board-query';
import { badgeSnippet, embedSnippet } from '../lib/board-snippets';
import { readable } from '../lib/readable';
import { siteOrigin } from '../lib/site-origin';
import { words } from '../messages/words';
import { ShownRows } from './shown-rows';

const formats = [
  { format: 'csv', name: 'CSV' },
  { format: 'json', name: 'JSON' },
  { format: 'bib', name: 'BibTeX' },
] as const;

interface Properties {
  board: Board;
  query: BoardQuery;
  /** How many pages the rows have. */
  pages: number;
}

/** How many rows are shown and why not all, and the same rows and columns as files. */
export async function BoardExports({ board, query: { chosen: _, ...query }, pages }: Properties) {
  const say = words().board;
  const parameters = boardParameters(query, { variant: board.variant.id });
  const origin = siteOrigin(await headers());
  const [first] = board.rows;
  return (
    <div className="below-table">
      <p>
        <ShownRows board={board} />
      </p>
      <p>
        <button type="submit" className="plain-button">
          {say.compareChosen}
        </button>
      </p>
      {pages > 1 && (
        <p>
          <button type="submit" className="plain-button" name="keep" value="yes">
            {say.keepChosen}
          </button>
        </p>
      )}
      {formats.map(({ format, name }) => (
        <p key={format}>
          <a href={`/tasks/${board.task.id}/export/${format}?${parameters}`}>{name}</a>
        </p>
      ))}
      <p>
        <a href={boardPath(board.task.id, query)}>API</a>
      </p>
      <Snippet name={say.embed} text={embedSnippet(board, query, origin)}>
        {say.embedText}
      </Snippet>
      {first && (
        <Snippet name={say.badge} text={badgeSnippet(board, query, first.submission.name, origin)}>
          {say.badgeText(
            <span className="foreign">{readable(first.submission.title)}</span>,
            <span className="foreign">{readable(first.submission.name)}</span>,
          )}
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
