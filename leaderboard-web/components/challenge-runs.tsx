import type { ChallengeRun } from '@paretoboard/contract/challenge.js';
import { metricInterval, metricValue, milliseconds, missing, unitSuffix } from '../lib/format';
import { readable } from '../lib/readable';
import { words } from '../messages/words';
import { Instant } from './instant';
import { RunStateBadge } from './run-state';
import { Verdict } from './verdict';

interface Properties {
  readonly runs: readonly ChallengeRun[];
  readonly caption: string;
  /** Whether a row says whose it is. */
  readonly named: boolean;
}

/** Runs within a challenge with what its readers may see of them. */
export function ChallengeRuns({ runs, caption, named }: Properties) {
  const say = words().challenges;
  return (
    <table className="sheet folds">
      <caption>{say.runsCaption(caption, runs.length)}</caption>
      <thead>
        <tr>
          <th scope="col">{say.submission}</th>
          {named && <th scope="col">{say.of}</th>}
          <th scope="col">{say.sent}</th>
          <th scope="col">{say.state}</th>
          <th scope="col" className="figure">
            {say.metric}
          </th>
          <th scope="col" className="figure">
            p50 (ms)
          </th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <Row key={run.run} run={run} named={named} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ run, named }: { run: ChallengeRun; named: boolean }) {
  const say = words().challenges;
  const metric = run.metrics?.find(({ primary }) => primary);
  const interval = metric && metricInterval(metric.low, metric.high, metric.unit);
  return (
    <tr>
      <th scope="row">
        <a className="foreign" href={`/runs/${run.run}`}>
          {readable(run.submission.name)}
        </a>
        {run.submission.withdrawn && <span className="detail">{say.withdrawn}</span>}
      </th>
      {named && (
        <td data-label={say.of} className="foreign">
          {run.holder}
        </td>
      )}
      <td data-label={say.sent} className="nobr">
        <Instant at={run.createdAt} />
      </td>
      <td data-label={say.state}>
        <span>
          {run.verdict === null ? <RunStateBadge state={run.state} /> : <Verdict verdict={run.verdict} />}
          {run.reasons.length > 0 && <span className="detail">{run.reasons.map(({ code }) => code).join(', ')}</span>}
        </span>
      </td>
      <td data-label={say.metric} className="figure">
        <span>
          {metric ? `${metric.id} ${metricValue(metric.value, metric.unit)}${unitSuffix(metric.unit)}` : missing}
          {interval && <span className="detail nobr">{interval}</span>}
        </span>
      </td>
      <td data-label="p50 (ms)" className="figure">
        {milliseconds(run.latency?.['single-stream']?.p50Ms ?? null)}
      </td>
    </tr>
  );
}
