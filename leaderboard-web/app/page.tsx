import Link from 'next/link';
import { FailureNote } from '../components/failure-note';
import { LiveLine } from '../components/live-line';
import { TaskEntry } from '../components/task-entry';
import { loadTasks } from '../lib/api';

export default async function HomePage() {
  const tasks = await loadTasks();
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
          {tasks.value.map((task) => (
            <TaskEntry key={task.id} task={task} />
          ))}
        </div>
      )}
      <p className="small quiet">
        How the figures are made: <Link href="/methodology">methodology</Link>.
      </p>
    </>
  );
}
