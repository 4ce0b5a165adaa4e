import type { BoardAndWhole } from '../lib/board-and-whole';
import { type BoardQuery, boardHref } from '../lib/board-query';
import { boardView } from '../lib/board-view';
import { instant } from '../lib/format';
import { frontSummary } from '../lib/front-summary';
import { narrowBoard } from '../lib/narrow-board';
import { words } from '../messages/words';
import { BoardPages } from './board-pages';
import { BoardTable } from './board-table';
import { RelationNote } from './relation-note';
import { Scatter } from './scatter';
import { ShownRows } from './shown-rows';
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

  return (
    <>
      <header>
        <h1>
          <a href={boardHref(board.task.id, query)} lang="en">
            {board.task.title}
          </a>
        </h1>
        <p className="small quiet">
          <span lang="en">
            {board.variant.title}, {board.scenario}
          </span>
          . <ShownRows board={board} /> Paretoboard, {instant(at)}.
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
        <>
          <BoardTable board={board} view={view} query={query} chosen={false} />
          <BoardPages board={board} page={view.page} query={query} />
        </>
      ) : (
        <p>{words().board.noRowToShow}</p>
      )}
    </>
  );
}
