import type { TaskListing } from '@paretoboard/contract/task.js';
import Link from 'next/link';
import { FailureNote } from '../components/failure-note';
import { LiveLine } from '../components/live-line';
import { SearchBox } from '../components/search-box';
import { SentOnce } from '../components/sent-once';
import { TaskEntry } from '../components/task-entry';
import { loadBoard, loadTasks } from '../lib/api';
import { words } from '../messages/words';

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
  const say = words().home;
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.lead}</p>
      </header>
      <SearchBox label={say.search} large />
      <LiveLine />
      {!tasks.ok && (
        <section className="section">
          <FailureNote failure={tasks.failure} />
        </section>
      )}
      {tasks.ok && tasks.value.length === 0 && <p className="empty section">{say.noTask}</p>}
      {tasks.ok && (
        <SentOnce>
          <div className="tasks">
            {entries.map(({ task, boards }) => (
              <TaskEntry key={task.id} task={task} boards={boards} />
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
