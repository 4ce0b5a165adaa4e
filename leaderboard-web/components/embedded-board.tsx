import type { BoardAndWhole } from '../lib/board-and-whole';
import { type BoardQuery, boardHref } from '../lib/board-query';
import { boardView } from '../lib/board-view';
import { count, instant, plural } from '../lib/format';
import { frontSummary } from '../lib/front-summary';
import { narrowBoard } from '../lib/narrow-board';
import { BoardTable } from './board-table';
import { RelationNote } from './relation-note';
import { Scatter } from './scatter';
import { WeightingNote } from './weighting-note';

interface Properties extends BoardAndWhole {
  query: BoardQuery;
  /** When it was made, ISO 8601. */
  at: string;
}

/** Chart and table of a board as other sites show it: exactly what its address states, and where it comes from. */
export function EmbeddedBoard({ board: loaded, whole, query, at }: Properties) {
  const board = narrowBoard(loaded, query);
  const view = boardView(board, query, whole);
  const because = board.hidden.map(({ reason, count: amount }) => `${count(amount)} ${reason}`).join(', ');
  return (
    <>
      <header>
        <h1>
          <a href={boardHref(board.task.id, query)}>{board.task.title}</a>
        </h1>
        <p className="small quiet">
          {board.variant.title}, {board.scenario}. {count(board.shown)} of {plural(board.total, 'row')} shown
          {because && `; not shown: ${because}`}. Paretoboard, {instant(at)}.
        </p>
      </header>
      <RelationNote variant={board.variant} />
      <WeightingNote task={board.task.id} query={query} metric={view.metric.name} />
      {view.points.length > 0 && (
        <Scatter
          data={{ ...view, scenario: board.scenario }}
          summary={frontSummary(view.points, view.metric, view.rows.length)}
        />
      )}
      {view.rows.length > 0 ? (
        <BoardTable board={board} view={view} query={query} chosen={false} />
      ) : (
        <p>No row to show.</p>
      )}
    </>
  );
}
