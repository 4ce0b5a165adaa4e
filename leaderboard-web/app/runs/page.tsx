import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { LiveRefresh } from '../../components/live-refresh';
import { RunStateBadge } from '../../components/run-state';
import { loadRuns } from '../../lib/api';
import { instant, plural } from '../../lib/format';
import { byUrgency, runProgress } from '../../lib/run-progress';
import { isFinished } from '../../lib/words';

export const metadata: Metadata = {
  title: 'Runs',
  description: 'What is being measured now, what waits, and what came of it.',
};

const mostRuns = 100;

export default async function RunsPage() {
  const runs = await loadRuns(mostRuns);
  return (
    <>
      <header className="page-head">
        <h1>Runs</h1>
        <p className="lead">What is being measured now, what waits, and what came of it.</p>
      </header>
      <section className="section" aria-label="List of runs">
        {runs.ok ? (
          <RunTable items={runs.value.items} total={runs.value.total} />
        ) : (
          <FailureNote failure={runs.failure} />
        )}
      </section>
    </>
  );
}

function RunTable({ items, total }: { items: readonly RunState[]; total: number }) {
  if (items.length === 0)
    return <p className="empty">No run yet. npm start queues the built-in methods that have no row.</p>;
  return (
    <>
      <table className="sheet folds">
        <caption>
          {items.length < total ? `The newest ${items.length} of ${plural(total, 'run')}` : plural(total, 'run')},
          newest first
        </caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Task and data</th>
            <th scope="col">Profile</th>
            <th scope="col">Queued</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {[...items].sort(byUrgency).map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
      {items.some(({ state }) => !isFinished(state)) && <LiveRefresh everySeconds={5} />}
    </>
  );
}

function RunRow({ run }: { run: RunState }) {
  return (
    <tr>
      <th scope="row">
        <Link className="foreign" href={`/runs/${run.id}`} prefetch={false}>
          {run.request.submission}
        </Link>
      </th>
      <td data-label="State">
        <span>
          <RunStateBadge state={run.state} />
          <span className="detail">{runProgress(run)}</span>
        </span>
      </td>
      <td data-label="Task and data">
        <span>
          <Link href={`/tasks/${run.request.task}?variant=${run.request.variant}`} prefetch={false}>
            {run.request.task}
          </Link>
          <span className="detail">{run.request.variant}</span>
        </span>
      </td>
      <td data-label="Profile">{run.request.profile}</td>
      <td data-label="Queued" className="nobr">
        {instant(run.createdAt)}
      </td>
      <td data-label="Result">
        {run.record ? (
          <Link href={`/records/${run.record}`} prefetch={false}>
            record
          </Link>
        ) : (
          <span className="quiet">{run.reasons.map(({ code }) => code).join(', ') || '–'}</span>
        )}
      </td>
    </tr>
  );
}
