import type { Board } from '@paretoboard/contract/board.js';
import Link from 'next/link';
import type { BoardColumn } from '../lib/board-columns';
import type { LetteredRow } from '../lib/board-points';
import { type BoardQuery, boardHref } from '../lib/board-query';
import type { BoardView } from '../lib/board-view';
import { age, missing } from '../lib/format';
import { distinctReasons } from '../lib/missing-reasons';
import { readable } from '../lib/readable';
import { BoardCell } from './board-cell';
import { RowMark } from './row-mark';
import { Verdict } from './verdict';

interface BoardTableProperties {
  board: Board;
  view: BoardView;
  query: BoardQuery;
  /** Whether rows have boxes by which they are chosen for a comparison. */
  chosen?: boolean;
}

/** The board's rows with every figure, its interval and n. On a narrow screen each row becomes a card (see table.css). */
export function BoardTable({ board, view, query, chosen = true }: BoardTableProperties) {
  const { rows, metric } = view;
  const footnotes = distinctReasons(rows);
  const cells = rows.map((lettered) => (
    <TableRow
      key={lettered.row.record}
      lettered={lettered}
      board={board}
      view={view}
      footnotes={footnotes}
      chosen={chosen}
    />
  ));
  return (
    <>
      <table className="sheet board">
        <caption>
          {board.variant.title}, by {view.sort?.column.title ?? metric.name}. Letters as in the chart. [Brackets] are 95
          % intervals, dashes the range of too few starts for one.
        </caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              Method
            </th>
            {view.columns.map((column) => (
              <Heading key={column.id} column={column} board={board} view={view} query={query} />
            ))}
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>{cells}</tbody>
      </table>
      <Footnotes reasons={footnotes} />
    </>
  );
}

interface HeadingProperties {
  board: Board;
  view: BoardView;
  query: BoardQuery;
  column: BoardColumn;
}

/** A column's name as a link that sorts by it; pressed again, the other way round. */
function Heading({ column, board, view, query }: HeadingProperties) {
  const className = leftAligned.has(column.id) ? undefined : 'figure';
  if (column.id === 'runtime')
    return (
      <th scope="col" className={className}>
        {column.title}
      </th>
    );
  const own = view.sort?.column.id === column.id ? view.sort : null;
  const isDescending = own !== null && column.larger !== own.reversed;
  const sort = own && !own.reversed ? `-${column.id}` : column.id;
  return (
    <th scope="col" className={className} aria-sort={own ? (isDescending ? 'descending' : 'ascending') : undefined}>
      <Link href={boardHref(board.task.id, query, { sort })} prefetch={false} scroll={false}>
        {column.title}
        {own && <span aria-hidden="true">{isDescending ? ' ↓' : ' ↑'}</span>}
      </Link>
    </th>
  );
}

const leftAligned: ReadonlySet<string> = new Set(['rank', 'runtime']);

interface TableRowProperties {
  lettered: LetteredRow;
  board: Board;
  view: BoardView;
  footnotes: readonly string[];
  chosen: boolean;
}

function TableRow({ lettered, board, view, footnotes, chosen }: TableRowProperties) {
  const { letter, row } = lettered;
  const track = board.task.tracks.find(({ id }) => id === row.track);
  const valid = row.verdict === 'VALID';
  return (
    <tr id={`row-${letter.toLowerCase()}`}>
      <td className="mark-cell">
        <RowMark letter={letter} onFront={row.onParetoFront} valid={valid} />
        <span className="unseen">{letter}</span>
        {chosen && (
          <input
            className="pin"
            type="checkbox"
            name="r"
            value={row.record}
            title="compare"
            aria-label={`Compare ${letter}: ${readable(row.submission.title)}`}
          />
        )}
      </td>
      <th scope="row">
        <Link className="method foreign" href={`/records/${row.record}`} prefetch={false}>
          {readable(row.submission.title)}
        </Link>
        <span className="detail">
          {row.submission.builtIn ? 'built-in' : <span className="foreign">{row.submission.authors.join(', ')}</span>}
          {board.task.tracks.length > 1 && track ? ` · ${track.title}` : ''}
          {row.division === 'pre-trained' ? ' · pre-trained' : ''}
        </span>
      </th>
      {view.columns.map((column) => (
        <BoardCell
          key={column.id}
          column={column}
          lettered={lettered}
          board={board}
          view={view}
          footnotes={footnotes}
        />
      ))}
      <td className="record-cell" data-label="Record">
        <Verdict verdict={row.verdict} />
        <span className="detail">
          <Link
            href={`/records/${row.record}`}
            prefetch={false}
            aria-label={`Record of ${letter}: ${readable(row.submission.title)}`}
          >
            record
          </Link>{' '}
          <span className="nobr">{age(row.ageDays)}</span>
          {row.attempts > 1 && `, ${row.attempts} attempts`}
        </span>
        {row.stale && <span className="detail">stale: {row.stale.message}</span>}
      </td>
    </tr>
  );
}

function Footnotes({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ol className="footnotes" aria-label="Why figures are missing">
      {reasons.map((reason, index) => (
        <li key={reason} id={`why-${index + 1}`}>
          {missing} {reason}
        </li>
      ))}
    </ol>
  );
}
