import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FailureNote } from '../../../components/failure-note';
import { Instant } from '../../../components/instant';
import { RecordAnswers } from '../../../components/record-answers';
import { RecordBudgets } from '../../../components/record-budgets';
import { RecordEnvironment } from '../../../components/record-environment';
import { RecordFiles } from '../../../components/record-files';
import { RecordLatency } from '../../../components/record-latency';
import { RecordLineage } from '../../../components/record-lineage';
import { RecordMetrics } from '../../../components/record-metrics';
import { RecordProof } from '../../../components/record-proof';
import { RecordReadouts } from '../../../components/record-readouts';
import { RecordTraining } from '../../../components/record-training';
import { SentOnce } from '../../../components/sent-once';
import { Verdict } from '../../../components/verdict';
import { loadRecord } from '../../../lib/api';
import { metricNames } from '../../../lib/metric-names';
import { readable } from '../../../lib/readable';
import { words } from '../../../messages/words';

interface Properties {
  params: Promise<{ digest: string }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const record = await loadRecord((await params).digest);
  return record.ok ? { title: words().record.titleOf(readable(record.value.submission.title)) } : {};
}

/** Those that take nothing from the API cross the wire once as a whole, the others in parts. */
function sectionsOf(record: BenchmarkRecord, names: ReadonlyMap<string, string>) {
  return [
    { id: 'figures', body: <RecordMetrics record={record} names={names} />, once: true },
    { id: 'answers', body: <RecordAnswers record={record} />, once: false },
    { id: 'latency', body: <RecordLatency record={record} />, once: false },
    { id: 'training', body: <RecordTraining record={record} />, once: true },
    { id: 'budgets', body: <RecordBudgets record={record} />, once: true },
    { id: 'environment', body: <RecordEnvironment record={record} />, once: false },
    { id: 'lineage', body: <RecordLineage record={record} />, once: false },
    { id: 'files', body: <RecordFiles record={record} />, once: true },
    { id: 'proof', body: <RecordProof record={record} />, once: false },
  ] as const;
}

export default async function RecordPage({ params }: Properties) {
  const loaded = await loadRecord((await params).digest);
  if (!loaded.ok && loaded.failure.kind === 'not-found') notFound();
  if (!loaded.ok) return <FailureNote failure={loaded.failure} />;
  const record = loaded.value;
  const names = await metricNames(record.task.id);
  const sections = sectionsOf(record, names);
  const say = words().record;
  return (
    <>
      <RecordHead record={record} />
      <SentOnce>
        <RecordReadouts record={record} names={names} />
      </SentOnce>
      <nav aria-label={say.onThisPage}>
        <ul className="contents">
          {sections.map(({ id }) => (
            <li key={id}>
              <a href={`#${id}`}>{say.sections[id]}</a>
            </li>
          ))}
          <li>
            <a href={`/api/v1/records/${record.digest}`}>{say.rawJson}</a>
          </li>
        </ul>
      </nav>
      {sections.map(({ id, body, once }) => (
        <section key={id} id={id} className="section" aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{say.sections[id]}</h2>
          {once ? <SentOnce>{body}</SentOnce> : body}
        </section>
      ))}
    </>
  );
}

function RecordHead({ record }: { record: BenchmarkRecord }) {
  const { record: say, terms } = words();
  const { submission, task, variant } = record;
  const board = `/tasks/${task.id}?variant=${variant.id}`;
  return (
    <header className="page-head">
      <p className="crumb">
        <Link href={`/tasks/${task.id}`} prefetch={false}>
          {task.id} {task.version}
        </Link>{' '}
        /{' '}
        <Link href={board} prefetch={false}>
          {variant.id}
        </Link>{' '}
        / {say.crumb}
      </p>
      <h1 className="foreign">{readable(submission.title)}</h1>
      <p>
        <Verdict verdict={record.verdict} large />
      </p>
      {record.reasons.map((reason) => (
        <div className="reason" key={`${reason.code} ${reason.message}`}>
          <p>
            <strong>{reason.code}</strong>: <span lang="en">{reason.message}</span>
          </p>
          <p className="quiet">{say.whatToDo(<span lang="en">{reason.remedy}</span>)}</p>
        </div>
      ))}
      <p className="small quiet">
        {terms.relations[variant.relation].sentence}{' '}
        {say.terms(record.track, record.division, record.profile, record.batchSize, record.precision)}{' '}
        {record.profile === 'quick' && `${say.notRanked} `}
        {say.attemptOf(record.attempt, record.attempts)} {say.finishedAt(<Instant at={record.finishedAt} />)}
      </p>
    </header>
  );
}
