import type { TaskListing } from '@paretoboard/contract/task.js';
import Link from 'next/link';
import { ContestedBoards } from '../components/contested-boards';
import { FailureNote } from '../components/failure-note';
import { LiveLine } from '../components/live-line';
import { NewestRows } from '../components/newest-rows';
import { PaperFamilies } from '../components/paper-families';
import { SearchBox } from '../components/search-box';
import { SentOnce } from '../components/sent-once';
import { TaskEntry } from '../components/task-entry';
import { loadBoards, loadPapers, loadTasks } from '../lib/api';
import { words } from '../messages/words';

type ListedBoards = Awaited<ReturnType<typeof loadBoards>>;

/** Every task with its boards, those with rows first. */
function withBoards(tasks: readonly TaskListing[], listed: ListedBoards) {
  const withRows = listed.ok ? listed.value.filter(({ entry }) => entry.rows > 0) : [];
  return tasks
    .map((task) => {
      const own = withRows.filter(({ entry }) => entry.task === task.id);
      return {
        task,
        boards: own.flatMap(({ board }) => (board.ok ? [board.value] : [])),
        withRows: listed.ok ? new Set(own.map(({ entry }) => entry.variant)) : null,
      };
    })
    .sort((a, b) => Number(b.boards.length > 0) - Number(a.boards.length > 0));
}

export default async function HomePage() {
  const [tasks, listed, papers] = await Promise.all([loadTasks(), loadBoards(), loadPapers()]);
  const asked = listed.ok ? listed.value : [];
  const boards = asked.flatMap(({ entry, board }) => (board.ok ? [{ entry, board: board.value }] : []));
  const failures = [tasks, listed, papers].flatMap((each) => (each.ok ? [] : [each.failure]));
  const say = words().home;
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
      </header>
      <SearchBox label={say.search} large />
      <LiveLine boards={boards} />
      {failures[0] && (
        <section className="section">
          <FailureNote failure={failures[0]} />
        </section>
      )}
      {tasks.ok && tasks.value.length === 0 && <p className="empty section">{say.noTask}</p>}
      {tasks.ok && (
        <SentOnce>
          <div className="board-news">
            <NewestRows boards={boards} />
            <ContestedBoards boards={boards} />
          </div>
          {papers.ok && <PaperFamilies papers={papers.value} tasks={tasks.value} />}
          {boards.length < asked.length && (
            <p className="small quiet section">{say.boardsNotLoaded(asked.length - boards.length)}</p>
          )}
          <div className="tasks">
            {withBoards(tasks.value, listed).map((entry) => (
              <TaskEntry key={entry.task.id} {...entry} />
            ))}
          </div>
        </SentOnce>
      )}
      <p className="small quiet">
        {say.howMade((text) => (
          <Link href="/methodology">{text}</Link>
        ))}
      </p>
    </>
  );
}
