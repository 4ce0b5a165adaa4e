import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { FailureNote } from '../../../components/failure-note';
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
import { Verdict } from '../../../components/verdict';
import { loadRecord } from '../../../lib/api';
import { instant } from '../../../lib/format';
import { readable } from '../../../lib/readable';
import { relationWords } from '../../../lib/words';

interface Properties {
  params: Promise<{ digest: string }>;
}

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const record = await loadRecord((await params).digest);
  return record.ok ? { title: `${readable(record.value.submission.title)}: record` } : {};
}

const sections = [
  { id: 'figures', name: 'Figures', Body: RecordMetrics },
  { id: 'answers', name: 'Answers', Body: RecordAnswers },
  { id: 'latency', name: 'Latency', Body: RecordLatency },
  { id: 'training', name: 'Training', Body: RecordTraining },
  { id: 'budgets', name: 'Budgets and checks', Body: RecordBudgets },
  { id: 'environment', name: 'Environment', Body: RecordEnvironment },
  { id: 'lineage', name: 'Lineage', Body: RecordLineage },
  { id: 'files', name: 'Files', Body: RecordFiles },
  { id: 'proof', name: 'Verify it yourself', Body: RecordProof },
];

export default async function RecordPage({ params }: Properties) {
  const loaded = await loadRecord((await params).digest);
  if (!loaded.ok && loaded.failure.kind === 'not-found') notFound();
  if (!loaded.ok) return <FailureNote failure={loaded.failure} />;
  const record = loaded.value;
  return (
    <>
      <RecordHead record={record} />
      <RecordReadouts record={record} />
      <nav aria-label="On this page">
        <ul className="contents">
          {sections.map(({ id, name }) => (
            <li key={id}>
              <a href={`#${id}`}>{name}</a>
            </li>
          ))}
          <li>
            <a href={`/api/v1/records/${record.digest}`}>Raw JSON</a>
          </li>
        </ul>
      </nav>
      {sections.map(({ id, name, Body }) => (
        <section key={id} id={id} className="section" aria-labelledby={`${id}-title`}>
          <h2 id={`${id}-title`}>{name}</h2>
          <Body record={record} />
        </section>
      ))}
    </>
  );
}

function RecordHead({ record }: { record: BenchmarkRecord }) {
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
        / record
      </p>
      <h1 className="foreign">{readable(submission.title)}</h1>
      <p>
        <Verdict verdict={record.verdict} large />
      </p>
      {record.reasons.map((reason) => (
        <div className="reason" key={`${reason.code} ${reason.message}`}>
          <p>
            <strong>{reason.code}</strong>: {reason.message}
          </p>
          <p className="quiet">What to do: {reason.remedy}</p>
        </div>
      ))}
      <p className="small quiet">
        {relationWords[variant.relation].sentence} Track {record.track}, {record.division}, profile {record.profile}
        {record.profile === 'quick' && ' (not ranked)'}, batch {record.batchSize}, {record.precision}. Attempt{' '}
        {record.attempt} of {record.attempts}. Finished {instant(record.finishedAt)}.
      </p>
    </header>
  );
}
