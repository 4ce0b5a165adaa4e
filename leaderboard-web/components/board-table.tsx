import type { Board } from '@paretoboard/contract/board.js';
import type { BoardColumn } from '../lib/board-columns';
import type { LetteredRow } from '../lib/board-points';
import { type BoardQuery, boardHref } from '../lib/board-query';
import type { BoardView } from '../lib/board-view';
import { age, missing } from '../lib/format';
import { distinctReasons } from '../lib/missing-reasons';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
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
  const {
    metric,
    page: { rows },
  } = view;
  const footnotes = distinctReasons(rows);
  const already = new Set(query.chosen?.split(','));
  const say = words().board;
  const cells = rows.map((lettered) => (
    <TableRow
      key={lettered.row.record}
      lettered={lettered}
      board={board}
      view={view}
      footnotes={footnotes}
      chosen={chosen}
      isChosen={already.has(lettered.row.record)}
    />
  ));
  return (
    <>
      <table className="sheet board" id="rows">
        <caption>
          {say.caption(<span lang="en">{board.variant.title}</span>, view.sort?.column.title ?? metric.name)}
        </caption>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {say.method}
            </th>
            {view.columns.map((column) => (
              <Heading key={column.id} column={column} board={board} view={view} query={query} />
            ))}
            <th scope="col">{say.record}</th>
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
      <a href={`${boardHref(board.task.id, query, { sort })}#rows`}>
        {column.title}
        {own && <span aria-hidden="true">{isDescending ? ' ↓' : ' ↑'}</span>}
      </a>
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
  isChosen: boolean;
}

function TableRow({ lettered, board, view, footnotes, chosen, isChosen }: TableRowProperties) {
  const { board: say, terms } = words();
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
            defaultChecked={isChosen}
            title={say.choose}
            aria-label={say.chooseRow(letter, readable(row.submission.title))}
          />
        )}
      </td>
      <th scope="row">
        <a className="method foreign" href={`/records/${row.record}`}>
          {readable(row.submission.title)}
        </a>
        <span className="detail">
          {row.submission.builtIn ? (
            terms.builtIn
          ) : (
            <span className="foreign">{row.submission.authors.join(', ')}</span>
          )}
          {board.task.tracks.length > 1 && track && (
            <>
              {' '}
              · <span lang="en">{track.title}</span>
            </>
          )}
          {row.division === 'pre-trained' && ` · ${terms.preTrained}`}
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
      <td className="record-cell" data-label={say.record}>
        <Verdict verdict={row.verdict} />
        <span className="detail">
          <a href={`/records/${row.record}`} aria-label={say.recordOf(letter, readable(row.submission.title))}>
            {say.recordLink}
          </a>{' '}
          <span className="nobr">{age(row.ageDays)}</span>
          {row.attempts > 1 && `, ${say.attempts(row.attempts)}`}
        </span>
        {row.stale && (
          <span className="detail">
            {say.stale} <span lang="en">{row.stale.message}</span>
          </span>
        )}
      </td>
    </tr>
  );
}

function Footnotes({ reasons }: { reasons: readonly string[] }) {
  if (reasons.length === 0) return null;
  return (
    <ol className="footnotes" aria-label={words().board.whyMissing}>
      {reasons.map((reason, index) => (
        <li key={reason} id={`why-${index + 1}`}>
          {missing} <span lang="en">{reason}</span>
        </li>
      ))}
    </ol>
  );
}
