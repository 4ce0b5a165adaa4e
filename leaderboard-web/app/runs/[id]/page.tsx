import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FactList } from '../../../components/fact-list';
import { FailureNote } from '../../../components/failure-note';
import { LiveRefresh } from '../../../components/live-refresh';
import { RunStages } from '../../../components/run-stages';
import { RunStateBadge } from '../../../components/run-state';
import { loadRun } from '../../../lib/api';
import { duration, instant } from '../../../lib/format';
import { runName, runProgress } from '../../../lib/run-progress';
import { cookieName } from '../../../lib/session.mjs';
import { isFinished, stateSentence, stateWords } from '../../../lib/words';

interface Properties {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const run = await loadRun((await params).id);
  return run.ok ? { title: `${runName(run.value)}: ${stateWords[run.value.state].label}` } : {};
}

export default async function RunPage({ params }: Properties) {
  const token = (await cookies()).get(cookieName)?.value ?? null;
  const loaded = await loadRun((await params).id, token);
  if (!loaded.ok && loaded.failure.kind === 'not-found') notFound();
  if (!loaded.ok) return <FailureNote failure={loaded.failure} />;
  const run = loaded.value;
  return (
    <>
      <header className="page-head">
        <p className="crumb">
          <Link href="/runs" prefetch={false}>
            Runs
          </Link>{' '}
          / {run.id}
        </p>
        <h1 className="foreign">{runName(run)}</h1>
        {run.submission && (
          <p className="quiet">
            sent by <span className="foreign">{run.submission.owner}</span>
          </p>
        )}
        <div role="status" className="stack">
          <p>
            <RunStateBadge state={run.state} /> <span className="quiet">{runProgress(run)}</span>
          </p>
          <p className="lead">{stateSentence(run)}</p>
        </div>
        {run.challenge && (
          <p>
            A run of the{' '}
            <Link href={`/challenges/${run.challenge.slug}`} prefetch={false}>
              challenge {run.challenge.slug}
            </Link>
            {run.challenge.embargoed && ': figures are told when it is revealed'}.
          </p>
        )}
        {run.record && (
          <p>
            <Link href={`/records/${run.record}`} prefetch={false}>
              See the record
            </Link>
          </p>
        )}
        {run.reasons.map((reason) => (
          <div className="reason" key={`${reason.code} ${reason.message}`}>
            <p>
              <strong>{reason.code}</strong>: {reason.message}
            </p>
            <p className="quiet">What to do: {reason.remedy}</p>
          </div>
        ))}
      </header>
      <section className="section">
        <h2>Stages</h2>
        <RunStages run={run} />
      </section>
      <section className="section">
        <h2>Asked for</h2>
        <RunFacts run={run} />
        <p className="small below-table">
          <a href={`/api/v1/runs/${run.id}/log`}>What it wrote</a> · <a href={`/api/v1/runs/${run.id}`}>JSON</a>
        </p>
      </section>
      {!isFinished(run.state) && <LiveRefresh everySeconds={5} source={`/api/v1/runs/${run.id}/events`} />}
    </>
  );
}

function RunFacts({ run: { request, createdAt, finishedAt } }: { run: RunState }) {
  const facts = [
    { name: 'Task', value: <Link href={`/tasks/${request.task}?variant=${request.variant}`}>{request.task}</Link> },
    { name: 'Data', value: request.variant },
    { name: 'Profile', value: request.profile },
    { name: 'Runtime', value: request.runtime ?? 'the best that the worker has' },
    { name: 'Sandbox', value: request.sandbox },
    { name: 'Queued', value: instant(createdAt) },
    {
      name: 'Finished',
      value: finishedAt
        ? `${instant(finishedAt)}, ${duration((Date.parse(finishedAt) - Date.parse(createdAt)) / 1000)} after it was queued`
        : 'not yet',
    },
  ];
  return <FactList facts={facts} />;
}
