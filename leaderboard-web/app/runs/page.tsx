import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { FailureNote } from '../../components/failure-note';
import { Instant } from '../../components/instant';
import { LiveRefresh } from '../../components/live-refresh';
import { RunProgress } from '../../components/run-progress';
import { RunStateBadge } from '../../components/run-state';
import { loadRuns, type RunGroup } from '../../lib/api';
import { runName } from '../../lib/run-progress';
import { isFinished } from '../../lib/run-states';
import { words } from '../../messages/words';

export function generateMetadata(): Metadata {
  const { title, description } = words().runs;
  return { title, description };
}

const groups = [
  { group: 'working', shown: 20 },
  { group: 'waiting', shown: 10 },
  { group: 'ended', shown: 30 },
] as const;

export default async function RunsPage() {
  const say = words().runs;
  const loaded = await Promise.all(
    groups.map(async (group) => ({ ...group, runs: await loadRuns(group.group, group.shown) })),
  );
  const failed = loaded.find(({ runs }) => !runs.ok)?.runs;
  const isMoving = loaded.some(({ group, runs }) => group !== 'ended' && runs.ok && runs.value.total > 0);
  return (
    <>
      <header className="page-head">
        <h1>{say.title}</h1>
        <p className="lead">{say.description}</p>
      </header>
      {failed && !failed.ok ? (
        <FailureNote failure={failed.failure} />
      ) : (
        loaded.map(({ group, runs }) => (
          <section className="section" key={group}>
            <h2>{say.groups[group].title}</h2>
            {runs.ok && <RunTable items={runs.value.items} total={runs.value.total} group={group} />}
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
}

function RunTable({ items, total, group }: RunTableProperties) {
  const say = words().runs;
  const { none, order } = say.groups[group];
  if (items.length === 0) return <p className="quiet">{none}</p>;
  return (
    <>
      <table className="sheet folds">
        <caption>
          {say.amount(items.length, total)}, {order}
        </caption>
        <thead>
          <tr>
            <th scope="col">{say.run}</th>
            <th scope="col">{say.state}</th>
            <th scope="col">{say.taskAndData}</th>
            <th scope="col">{say.profile}</th>
            <th scope="col">{group === 'ended' ? say.ended : say.queued}</th>
            {group === 'ended' && <th scope="col">{say.result}</th>}
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
          <a href={`/api/v1/runs?state=${group}&limit=200`}>{say.allAsJson}</a>
        </p>
      )}
    </>
  );
}

function RunRow({ run }: { run: RunState }) {
  const say = words().runs;
  return (
    <tr>
      <th scope="row">
        <Link className="foreign" href={`/runs/${run.id}`} prefetch={false}>
          {runName(run)}
        </Link>
        {run.submission && <span className="detail">{say.by(run.submission.owner)}</span>}
      </th>
      <td data-label={say.state}>
        <span>
          <RunStateBadge state={run.state} />
          <span className="detail">
            <RunProgress run={run} />
          </span>
        </span>
      </td>
      <td data-label={say.taskAndData}>
        <span>
          <Link href={`/tasks/${run.request.task}?variant=${run.request.variant}`} prefetch={false}>
            {run.request.task}
          </Link>
          <span className="detail">{run.request.variant}</span>
        </span>
      </td>
      <td data-label={say.profile}>{run.request.profile}</td>
      <td data-label={run.finishedAt ? say.ended : say.queued} className="nobr">
        <Instant at={run.finishedAt ?? run.createdAt} />
      </td>
      {isFinished(run.state) && (
        <td data-label={say.result}>
          {run.record ? (
            <Link href={`/records/${run.record}`} prefetch={false}>
              {say.record}
            </Link>
          ) : (
            <span className="quiet">{run.reasons.map(({ code }) => code).join(', ') || '–'}</span>
          )}
        </td>
      )}
    </tr>
  );
}
