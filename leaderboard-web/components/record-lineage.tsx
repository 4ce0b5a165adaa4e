import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { ReactNode } from 'react';
import { loadRecordAttempts, loadRecordsOf } from '../lib/api';
import { decimal, metricInterval, metricValue, milliseconds, shortDigest } from '../lib/format';
import { words } from '../messages/words';
import { Instant } from './instant';
import { Reason } from './reason';
import { RecordAttempts } from './record-attempts';
import { SentOnce } from './sent-once';
import { Verdict } from './verdict';

const mostShown = 20;

/** Every record of the same method on the same data, the newest first, and how steady the machine was. */
export async function RecordLineage({ record }: { record: BenchmarkRecord }) {
  const [loaded, attempts] = await Promise.all([
    loadRecordsOf(record.task.id, record.variant.id, record.submission.name, mostShown),
    loadRecordAttempts(record.digest),
  ]);
  const say = words().record;
  return (
    <SentOnce>
      <div className="stack">
        <p className="section-note">
          {say.lineageNote(record.attempt, record.attempts)} {sentinelWords(record)}
        </p>
        {attempts.ok && <RecordAttempts attempts={attempts.value} />}
        {loaded.ok && (
          <table className="sheet folds">
            <caption>
              {say.recordsOf(loaded.value.total, record.submission.name, record.variant.id)}
              {loaded.value.total > mostShown && `; ${say.latestShown(mostShown)}`}
            </caption>
            <thead>
              <tr>
                <th scope="col">{say.finished}</th>
                <th scope="col">{say.profileAndRuntime}</th>
                <th scope="col" className="figure">
                  {say.primaryMetric}
                </th>
                <th scope="col" className="figure">
                  p50 (ms)
                </th>
                <th scope="col">{say.verdict}</th>
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
    </SentOnce>
  );
}

function sentinelWords({ sentinel }: BenchmarkRecord): ReactNode {
  const say = words().record;
  if (sentinel === null) return say.noSentinel;
  const { name, p50MsBefore, p50MsAfter, drift, reason } = sentinel;
  const before = say.sentinel(name, milliseconds(p50MsBefore));
  if (p50MsAfter === null || drift === null)
    return say.noSecondLeg(before, <Reason text={reason} otherwise={say.notRun} />);
  return say.drift(before, milliseconds(p50MsAfter), decimal(drift, 3));
}

function LineageRow({ record, isThis }: { record: BenchmarkRecord; isThis: boolean }) {
  const say = words().record;
  const metric = record.metrics.find(({ primary }) => primary);
  return (
    <tr>
      <th scope="row">
        {isThis ? (
          <strong>{say.thisRecord}</strong>
        ) : (
          <a href={`/records/${record.digest}`}>{shortDigest(record.digest)}</a>
        )}
        <span className="detail">
          <Instant at={record.finishedAt} />
        </span>
      </th>
      <td data-label={say.profileAndRuntime}>
        {record.profile}, {record.runtime.name} {record.runtime.version}
        <span className="detail">{say.version(record.submission.version)}</span>
      </td>
      <td className="figure" data-label={say.primaryMetric}>
        {metric ? metricValue(metric.value, metric.unit) : '–'}
        <span className="detail">{metric && metricInterval(metric.low, metric.high, metric.unit)}</span>
      </td>
      <td className="figure" data-label="p50 (ms)">
        {milliseconds(record.latency['single-stream']?.p50Ms ?? null)}
      </td>
      <td data-label={say.verdict}>
        <Verdict verdict={record.verdict} />
      </td>
    </tr>
  );
}
