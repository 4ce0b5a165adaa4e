import type { BenchmarkRecord, LatencyResult, ServerResult } from '@paretoboard/contract/record.js';
import { count, duration, milliseconds, millisecondsInterval, missing, plural } from '../lib/format';
import { scenariosOf } from '../lib/scenarios';
import { DotStrip } from './dot-strip';
import { LatencyCurvesOf } from './latency-curves-of';

/** Percentiles by scenario, each start on its own, and the null model through the same path. */
export function RecordLatency({ record }: { record: BenchmarkRecord }) {
  const scenarios = scenariosOf(record);
  if (scenarios.length === 0) return <p>No latency pass was run for this record.</p>;
  return scenarios.map(([scenario, latency]) => (
    <div key={scenario}>
      <Scenario name={scenario} latency={latency} />
      {scenario !== 'server' && <LatencyCurvesOf record={record.digest} scenario={scenario} />}
    </div>
  ));
}

const percentiles = [
  { name: 'p50', value: 'p50Ms', low: 'p50MsLow', high: 'p50MsHigh' },
  { name: 'p90', value: 'p90Ms', low: 'p90MsLow', high: 'p90MsHigh' },
  { name: 'p95', value: 'p95Ms', low: 'p95MsLow', high: 'p95MsHigh' },
  { name: 'p99', value: 'p99Ms', low: 'p99MsLow', high: 'p99MsHigh' },
] as const;

function Scenario({ name, latency }: { name: string; latency: LatencyResult }) {
  const { nullModel } = latency;
  const nullFigures = { p50: nullModel.p50Ms, p99: nullModel.p99Ms };
  return (
    <>
      <p className="section-note">
        {name}: {plural(latency.n, 'timed query', 'timed queries')} of {plural(latency.samplesPerQuery, 'sample')} in{' '}
        {plural(latency.starts, 'start')}, {duration(latency.durationMs / 1000)} in all.{' '}
        <Throughput latency={latency} /> A window ends when the output has arrived in full. Method: {latency.method}.
      </p>
      <table className="sheet folds">
        <caption>{name}, in milliseconds</caption>
        <thead>
          <tr>
            <th scope="col">Percentile</th>
            <th scope="col" className="figure">
              This submission
            </th>
            <th scope="col" className="figure">
              Interval
            </th>
            <th scope="col" className="figure">
              Null model
            </th>
          </tr>
        </thead>
        <tbody>
          {percentiles.map(({ name: percentile, value, low, high }) => (
            <tr key={percentile}>
              <th scope="row">{percentile}</th>
              <td className="figure" data-label="This submission">
                <span>
                  <strong>{milliseconds(latency[value])}</strong>
                  {latency[value] === null && (
                    <span className="detail">{latency.reasons[value] ?? 'not measured'}</span>
                  )}
                  {value !== 'p50Ms' && latency.observedMaximum.includes(value) && (
                    <span className="detail">the slowest query of a start: all that so few can defend</span>
                  )}
                </span>
              </td>
              <td className="figure" data-label="Interval">
                <span>
                  {millisecondsInterval(latency[low], latency[high]) ?? (
                    <span className="detail">
                      {latency[value] === null ? missing : (latency.reasons[low] ?? 'no interval')}
                    </span>
                  )}
                </span>
              </td>
              <td className="figure" data-label="Null model">
                {percentile === 'p50' || percentile === 'p99' ? (
                  milliseconds(nullFigures[percentile])
                ) : (
                  <span className="detail">not kept</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Starts values={latency.perStartP50Ms} />
      {latency.server && <ServerSearch server={latency.server} />}
    </>
  );
}

/** Samples per second; in `server` a rate that was sustained within the bound, which is another thing. */
function Throughput({ latency }: { latency: LatencyResult }) {
  const { throughputPerSecond: value, throughputPerSecondLow: low, throughputPerSecondHigh: high, server } = latency;
  if (value === null) return `No throughput: ${latency.reasons.throughputPerSecond ?? 'not measured'}.`;
  const interval = low === null || high === null ? '' : ` [${rate(low)}, ${rate(high)}]`;
  if (server)
    return `Highest rate whose p99 stays within ${server.boundMs} ms: ${rate(value)}${interval} queries a second.`;
  return `${rate(value)}${interval} samples a second.`;
}

function rate(value: number): string {
  return value >= 100 ? count(Math.round(value)) : value.toPrecision(3);
}

function ServerSearch({ server }: { server: ServerResult }) {
  return (
    <details>
      <summary>The search for the rate: {plural(server.trials.length, 'trial')}</summary>
      <table className="sheet folds">
        <caption>
          Poisson arrivals; latency from the scheduled moment; a rate is met if its p99 stays within {server.boundMs} ms
        </caption>
        <thead>
          <tr>
            {['Start', 'Queries a second', 'Queries', 'p99 (ms)', 'Issued late, p99 (ms)', 'Met'].map((head) => (
              <th key={head} scope="col" className="figure">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {server.trials.map((trial) => (
            <tr key={`${trial.start}-${trial.trial}`}>
              <th scope="row" className="figure">
                {trial.start + 1}
              </th>
              <td className="figure" data-label="Queries a second">
                {rate(trial.ratePerSecond)}
              </td>
              <td className="figure" data-label="Queries">
                {count(trial.queries)}
              </td>
              <td className="figure" data-label="p99 (ms)">
                {milliseconds(trial.p99Ms)}
              </td>
              <td className="figure" data-label="Issued late, p99 (ms)">
                {milliseconds(trial.latenessP99Ms)}
              </td>
              <td className="figure" data-label="Met">
                {trial.met ? 'yes' : 'no'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Starts({ values }: { values: readonly number[] }) {
  if (values.length === 0) return null;
  return (
    <div className="starts">
      <h3>p50 of each start</h3>
      <DotStrip values={values} />
      <p className="small quiet numbers">
        {values.map((value) => milliseconds(value)).join(', ')} ms. A start is an independent process: the spread
        between starts is the spread that counts.
      </p>
    </div>
  );
}
