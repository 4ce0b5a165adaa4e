import type { TaskListing } from '@paretoboard/contract/task.js';
import Link from 'next/link';
import { FailureNote } from '../components/failure-note';
import { LiveLine } from '../components/live-line';
import { SearchBox } from '../components/search-box';
import { TaskEntry } from '../components/task-entry';
import { loadBoard, loadTasks } from '../lib/api';

/** Every task with the boards of its variants, those with rows first. */
async function withBoards(tasks: readonly TaskListing[]) {
  const entries = await Promise.all(
    tasks.map(async (task) => {
      const boards = await Promise.all(task.variants.map(({ id }) => loadBoard(task.id, { variant: id })));
      return { task, boards, hasRows: boards.some((board) => board.ok && board.value.rows.length > 0) };
    }),
  );
  return entries.sort((a, b) => Number(b.hasRows) - Number(a.hasRows));
}

export default async function HomePage() {
  const tasks = await loadTasks();
  const entries = tasks.ok ? await withBoards(tasks.value) : [];
  return (
    <>
      <header className="page-head">
        <h1>What papers claim, measured again</h1>
        <p className="lead">
          Paretoboard trains, scores and times implementations of research papers on one machine, under fixed budgets,
          from one sandboxed artefact. Every figure has its interval, its n and a signed record; the paper’s own number
          stands beside it only where the data are the paper’s.
        </p>
      </header>
      <SearchBox label="Search tasks, papers, methods and submitters" large />
      <LiveLine />
      {!tasks.ok && (
        <section className="section">
          <FailureNote failure={tasks.failure} />
        </section>
      )}
      {tasks.ok && tasks.value.length === 0 && (
        <p className="empty section">The registry lists no task. Each folder below tasks/ is one.</p>
      )}
      {tasks.ok && (
        <div className="tasks">
          {entries.map(({ task, boards }) => (
            <TaskEntry key={task.id} task={task} boards={boards} />
          ))}
        </div>
      )}
      <p className="small quiet">
        How the figures are made: <Link href="/methodology">methodology</Link>.
      </p>
    </>
  );
}
