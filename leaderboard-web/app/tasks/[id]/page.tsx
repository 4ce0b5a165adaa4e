import type { Board } from '@paretoboard/contract/board.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { BoardExports } from '../../../components/board-exports';
import { BoardFilters } from '../../../components/board-filters';
import { BoardPages } from '../../../components/board-pages';
import { BoardTable } from '../../../components/board-table';
import { BoardViewForm } from '../../../components/board-view-form';
import { ChosenElsewhere } from '../../../components/chosen-elsewhere';
import { ClaimsTable } from '../../../components/claims-table';
import { EmptyBoard } from '../../../components/empty-board';
import { FailureNote } from '../../../components/failure-note';
import { HowToRead } from '../../../components/how-to-read';
import { PaperLine } from '../../../components/paper-line';
import { RelationNote } from '../../../components/relation-note';
import { Scatter } from '../../../components/scatter';
import { SentOnce } from '../../../components/sent-once';
import { TaskTerms } from '../../../components/task-terms';
import { WeightingNote } from '../../../components/weighting-note';
import { loadTask } from '../../../lib/api';
import { loadBoardAndWhole } from '../../../lib/board-and-whole';
import { type BoardQuery, readBoardQuery, type SearchParameters } from '../../../lib/board-query';
import { type BoardView, boardView } from '../../../lib/board-view';
import { frontSummary } from '../../../lib/front-summary';
import { narrowBoard } from '../../../lib/narrow-board';
import { isSpacedByError } from '../../../lib/value-axis';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParameters>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const task = await loadTask((await params).id);
  return task.ok ? { title: task.value.title, description: task.value.summary } : {};
}

export default async function TaskPage({ params, searchParams }: Properties) {
  const { id } = await params;
  const query = readBoardQuery(await searchParams);
  const task = await loadTask(id);
  if (!task.ok && task.failure.kind === 'not-found') notFound();
  if (!task.ok) return <FailureNote failure={task.failure} />;

  const loaded = await loadBoardAndWhole(id, query);
  return (
    <>
      <TaskHead task={task.value} />
      {loaded.ok ? (
        <BoardSections board={loaded.value.board} unfiltered={loaded.value.whole} query={query} />
      ) : (
        <section className="section">
          <FailureNote failure={loaded.failure} />
        </section>
      )}
      <TaskTerms task={task.value} />
    </>
  );
}

function TaskHead({ task }: { task: TaskListing }) {
  return (
    <header className="page-head">
      <p className="crumb">
        <Link href="/" prefetch={false}>
          {words().site.tasks}
        </Link>{' '}
        / {task.id} {task.version}
      </p>
      <h1 lang="en">{task.title}</h1>
      <p className="lead" lang="en">
        {task.summary}
      </p>
      <PaperLine paper={task.paper} />
    </header>
  );
}

function BoardSections({ board: loaded, unfiltered, query }: { board: Board; unfiltered: Board; query: BoardQuery }) {
  const board = narrowBoard(loaded, query);
  const view = boardView(board, query, unfiltered);
  const say = words().board;
  return (
    <>
      <section className="section stack" aria-label={say.name}>
        <BoardFilters unfiltered={unfiltered} query={query} />
        <BoardViewForm task={board.task.id} view={view} query={query} />
        <WeightingNote task={board.task.id} query={query} metric={view.metric.name} />
        <RelationNote variant={board.variant} />
        {view.rows.length === 0 ? (
          <EmptyBoard board={board} filtered={unfiltered.rows.length > 0} />
        ) : (
          <Results board={board} view={view} query={query} />
        )}
      </section>
      {board.task.claims.length > 0 && (
        <section className="section">
          <h2>{say.paperPrints}</h2>
          <p className="section-note">
            {say.withArithmetic((text) => (
              <Link href={`/papers/${board.task.id}`} prefetch={false}>
                {text}
              </Link>
            ))}
          </p>
          <ClaimsTable task={board.task} comparable={board.comparable} />
        </section>
      )}
    </>
  );
}

function Results({ board, view, query }: { board: Board; view: BoardView; query: BoardQuery }) {
  const { axisValues: values, metric } = view;
  const errorSpaced = isSpacedByError({ values, unit: metric.unit, direction: metric.direction });
  return (
    <div className="results">
      {view.points.length > 0 ? (
        <SentOnce>
          <Scatter
            data={{ ...view, scenario: board.scenario }}
            summary={frontSummary(view.points, view.metric, view.rows.length)}
          />
        </SentOnce>
      ) : (
        <p className="empty">{words().board.nothingToDraw}</p>
      )}
      <form className="rows" action={`/tasks/${board.task.id}/choice`}>
        <ChosenElsewhere task={board.task.id} page={view.page} query={query} />
        <BoardPages board={board} page={view.page} query={query} />
        <SentOnce>
          <BoardTable board={board} view={view} query={query} />
        </SentOnce>
        <BoardPages board={board} page={view.page} query={query} below />
        <BoardExports board={board} query={query} pages={view.page.count} />
      </form>
      <HowToRead comparable={board.comparable} errorSpaced={errorSpaced} />
    </div>
  );
}
