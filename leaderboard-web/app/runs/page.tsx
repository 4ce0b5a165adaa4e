import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { LiveRefresh } from '../../components/live-refresh';
import { RunStateBadge } from '../../components/run-state';
import { loadRuns, type RunGroup } from '../../lib/api';
import { instant, plural } from '../../lib/format';
import { runName, runProgress } from '../../lib/run-progress';
import { isFinished } from '../../lib/words';

export const metadata: Metadata = {
  title: 'Runs',
  description: 'What is being measured now, what waits, and what came of it.',
};

const groups = [
  { group: 'working', title: 'In progress', shown: 20, none: 'No run is in progress.' },
  { group: 'waiting', title: 'Waiting', shown: 10, none: 'The queue is empty.' },
  {
    group: 'ended',
    title: 'Ended',
    shown: 30,
    none: 'No run has ended yet. npm start queues the built-in methods that have no row.',
  },
] as const;

export default async function RunsPage() {
  const loaded = await Promise.all(
    groups.map(async (group) => ({ ...group, runs: await loadRuns(group.group, group.shown) })),
  );
  const failed = loaded.find(({ runs }) => !runs.ok)?.runs;
  const isMoving = loaded.some(({ group, runs }) => group !== 'ended' && runs.ok && runs.value.total > 0);
  return (
    <>
      <header className="page-head">
        <h1>Runs</h1>
        <p className="lead">What is being measured now, what waits, and what came of it.</p>
      </header>
      {failed && !failed.ok ? (
        <FailureNote failure={failed.failure} />
      ) : (
        loaded.map(({ group, title, none, runs }) => (
          <section className="section" key={group}>
            <h2>{title}</h2>
            {runs.ok && <RunTable items={runs.value.items} total={runs.value.total} group={group} none={none} />}
          </section>
        ))
      )}
      {isMoving && <LiveRefresh everySeconds={5} />}
    </>
  );
}

interface RunTableProperties {
  items: readonly RunState[];
  total: number;
  group: RunGroup;
  none: string;
}

const orders: Record<RunGroup, string> = {
  working: 'newest first',
  waiting: 'in the order of their turns',
  ended: 'the last to end first',
};

function RunTable({ items, total, group, none }: RunTableProperties) {
  if (items.length === 0) return <p className="quiet">{none}</p>;
  return (
    <>
      <table className="sheet folds">
        <caption>
          {items.length < total ? `${items.length} of ${plural(total, 'run')}` : plural(total, 'run')}, {orders[group]}
        </caption>
        <thead>
          <tr>
            <th scope="col">Run</th>
            <th scope="col">State</th>
            <th scope="col">Task and data</th>
            <th scope="col">Profile</th>
            <th scope="col">{group === 'ended' ? 'Ended' : 'Queued'}</th>
            {group === 'ended' && <th scope="col">Result</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
      {items.length < total && (
        <p className="small below-table">
          <a href={`/api/v1/runs?state=${group}&limit=200`}>All of them as JSON</a>
        </p>
      )}
    </>
  );
}

function RunRow({ run }: { run: RunState }) {
  return (
    <tr>
      <th scope="row">
        <Link className="foreign" href={`/runs/${run.id}`} prefetch={false}>
          {runName(run)}
        </Link>
        {run.submission && <span className="detail">by {run.submission.owner}</span>}
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
      <td data-label={run.finishedAt ? 'Ended' : 'Queued'} className="nobr">
        {instant(run.finishedAt ?? run.createdAt)}
      </td>
      {isFinished(run.state) && (
        <td data-label="Result">
          {run.record ? (
            <Link href={`/records/${run.record}`} prefetch={false}>
              record
            </Link>
          ) : (
            <span className="quiet">{run.reasons.map(({ code }) => code).join(', ') || '–'}</span>
          )}
        </td>
      )}
    </tr>
  );
}
