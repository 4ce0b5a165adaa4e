import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import Link from 'next/link';
import { loadRecordAttempts, loadRecordsOf } from '../lib/api';
import { instant, metricInterval, metricValue, milliseconds, plural, shortDigest } from '../lib/format';
import { RecordAttempts } from './record-attempts';
import { Verdict } from './verdict';

const mostShown = 20;

/** Every record of the same method on the same data, the newest first, and how steady the machine was. */
export async function RecordLineage({ record }: { record: BenchmarkRecord }) {
  const [loaded, attempts] = await Promise.all([
    loadRecordsOf(record.task.id, record.variant.id, record.submission.name, mostShown),
    loadRecordAttempts(record.digest),
  ]);
  return (
    <div className="stack">
      <p className="section-note">
        This is attempt {record.attempt} of {record.attempts}: every attempt behind a row is counted, and none is
        deleted. {sentinelWords(record)}
      </p>
      {attempts.ok && <RecordAttempts attempts={attempts.value} />}
      {loaded.ok && (
        <table className="sheet folds">
          <caption>
            {plural(loaded.value.total, 'record')} of {record.submission.name} on {record.variant.id}
            {loaded.value.total > mostShown && `; the latest ${mostShown} are shown`}
          </caption>
          <thead>
            <tr>
              <th scope="col">Finished</th>
              <th scope="col">Profile, runtime</th>
              <th scope="col" className="figure">
                Primary metric
              </th>
              <th scope="col" className="figure">
                p50 (ms)
              </th>
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {loaded.value.items.map((each) => (
              <LineageRow key={each.digest} record={each} isThis={each.digest === record.digest} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function sentinelWords({ sentinel }: BenchmarkRecord): string {
  if (sentinel === null) return 'No sentinel ran beside it.';
  const { name, p50MsBefore, p50MsAfter, drift, reason } = sentinel;
  const before = `The sentinel ${name}, a fixed amount of work, took ${milliseconds(p50MsBefore)} ms before the run`;
  if (p50MsAfter === null || drift === null) return `${before}; no second leg: ${reason ?? 'not run'}.`;
  return `${before} and ${milliseconds(p50MsAfter)} ms after it: a drift of ${drift.toFixed(3)}.`;
}

function LineageRow({ record, isThis }: { record: BenchmarkRecord; isThis: boolean }) {
  const metric = record.metrics.find(({ primary }) => primary);
  return (
    <tr>
      <th scope="row">
        {isThis ? (
          <strong>this record</strong>
        ) : (
          <Link href={`/records/${record.digest}`} prefetch={false}>
            {shortDigest(record.digest)}
          </Link>
        )}
        <span className="detail">{instant(record.finishedAt)}</span>
      </th>
      <td data-label="Profile, runtime">
        {record.profile}, {record.runtime.name} {record.runtime.version}
        <span className="detail">version {record.submission.version}</span>
      </td>
      <td className="figure" data-label="Primary metric">
        {metric ? metricValue(metric.value, metric.unit) : '–'}
        <span className="detail">{metric && metricInterval(metric.low, metric.high, metric.unit)}</span>
      </td>
      <td className="figure" data-label="p50 (ms)">
        {milliseconds(record.latency['single-stream']?.p50Ms ?? null)}
      </td>
      <td data-label="Verdict">
        <Verdict verdict={record.verdict} />
      </td>
    </tr>
  );
}
