import type { RunState } from '@paretoboard/contract/run-state.js';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FactList } from '../../../components/fact-list';
import { FailureNote } from '../../../components/failure-note';
import { Instant } from '../../../components/instant';
import { LiveRefresh } from '../../../components/live-refresh';
import { RunProgress } from '../../../components/run-progress';
import { RunStages } from '../../../components/run-stages';
import { RunStateBadge } from '../../../components/run-state';
import { loadRun } from '../../../lib/api';
import { duration } from '../../../lib/format';
import { runName } from '../../../lib/run-progress';
import { isFinished, stateSentence } from '../../../lib/run-states';
import { cookieName } from '../../../lib/session.mjs';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const run = await loadRun((await params).id);
  const { runs: say, terms } = words();
  return run.ok ? { title: say.titleOf(runName(run.value), terms.states[run.value.state].label) } : {};
}

export default async function RunPage({ params }: Properties) {
  const token = (await cookies()).get(cookieName)?.value ?? null;
  const loaded = await loadRun((await params).id, token);
  if (!loaded.ok && loaded.failure.kind === 'not-found') notFound();
  if (!loaded.ok) return <FailureNote failure={loaded.failure} />;
  const run = loaded.value;
  const { runs: say, record } = words();
  return (
    <>
      <header className="page-head">
        <p className="crumb">
          <Link href="/runs" prefetch={false}>
            {say.title}
          </Link>{' '}
          / {run.id}
        </p>
        <h1 className="foreign">{runName(run)}</h1>
        {run.submission && (
          <p className="quiet">{say.sentBy(<span className="foreign">{run.submission.owner}</span>)}</p>
        )}
        <div role="status" className="stack">
          <p>
            <RunStateBadge state={run.state} />{' '}
            <span className="quiet">
              <RunProgress run={run} />
            </span>
          </p>
          <p className="lead">{stateSentence(run)}</p>
        </div>
        {run.challenge && <ChallengeNote challenge={run.challenge} />}
        {run.record && (
          <p>
            <Link href={`/records/${run.record}`} prefetch={false}>
              {say.seeRecord}
            </Link>
          </p>
        )}
        {run.reasons.map((reason) => (
          <div className="reason" key={`${reason.code} ${reason.message}`}>
            <p>
              <strong>{reason.code}</strong>: <span lang="en">{reason.message}</span>
            </p>
            <p className="quiet">{record.whatToDo(<span lang="en">{reason.remedy}</span>)}</p>
          </div>
        ))}
      </header>
      <section className="section">
        <h2>{say.stages}</h2>
        <RunStages run={run} />
      </section>
      <section className="section">
        <h2>{say.askedFor}</h2>
        <RunFacts run={run} />
        <p className="small">
          <a href={`/api/v1/runs/${run.id}/log`}>{say.itsLog}</a> · <a href={`/api/v1/runs/${run.id}`}>JSON</a>
        </p>
      </section>
      {!isFinished(run.state) && <LiveRefresh everySeconds={5} source={`/api/v1/runs/${run.id}/events`} />}
    </>
  );
}

function ChallengeNote({ challenge }: { challenge: NonNullable<RunState['challenge']> }) {
  const { slug, embargoed } = challenge;
  const link = (text: string) => (
    <Link href={`/challenges/${slug}`} prefetch={false}>
      {text}
    </Link>
  );
  return <p>{words().runs.ofChallenge(link, slug, embargoed)}</p>;
}

function RunFacts({ run: { request, createdAt, finishedAt } }: { run: RunState }) {
  const say = words().runs;
  const facts = [
    { name: say.task, value: <Link href={`/tasks/${request.task}?variant=${request.variant}`}>{request.task}</Link> },
    { name: say.data, value: request.variant },
    { name: say.profile, value: request.profile },
    { name: say.runtime, value: request.runtime ?? say.bestRuntime },
    { name: say.sandbox, value: request.sandbox },
    { name: say.queued, value: <Instant at={createdAt} /> },
    {
      name: say.finished,
      value: finishedAt
        ? say.afterQueued(
            <Instant at={finishedAt} />,
            duration((Date.parse(finishedAt) - Date.parse(createdAt)) / 1000),
          )
        : say.notYet,
    },
  ];
  return <FactList facts={facts} />;
}
