import type { BenchmarkRecord, LatencyResult, ServerResult } from '@paretoboard/contract/record.js';
import {
  bracketed,
  count,
  duration,
  listed,
  milliseconds,
  millisecondsInterval,
  missing,
  plainNumber,
  significant,
} from '../lib/format';
import { scenariosOf } from '../lib/scenarios';
import { words } from '../messages/words';
import { DotStrip } from './dot-strip';
import { LatencyCurvesOf } from './latency-curves-of';
import { Reason } from './reason';
import { SentOnce } from './sent-once';

/** Percentiles by scenario, each start on its own, and the null model through the same path. */
export function RecordLatency({ record }: { record: BenchmarkRecord }) {
  const scenarios = scenariosOf(record);
  if (scenarios.length === 0) return <p>{words().record.noLatency}</p>;
  return scenarios.map(([scenario, latency]) => (
    <div key={scenario} className="scenario">
      <SentOnce>
        <Scenario name={scenario} latency={latency} />
      </SentOnce>
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
  const say = words().record;
  const { nullModel } = latency;
  const nullFigures = { p50: nullModel.p50Ms, p99: nullModel.p99Ms };
  return (
    <>
      <p className="section-note">
        {say.queriesOf(name, latency.n, latency.samplesPerQuery, latency.starts, duration(latency.durationMs / 1000))}{' '}
        <Throughput latency={latency} /> {say.windowEnds} {say.methodIs(<span lang="en">{latency.method}</span>)}
      </p>
      <table className="sheet folds">
        <caption>{say.inMilliseconds(name)}</caption>
        <thead>
          <tr>
            <th scope="col">{say.percentile}</th>
            <th scope="col" className="figure">
              {say.thisSubmission}
            </th>
            <th scope="col" className="figure">
              {say.interval}
            </th>
            <th scope="col" className="figure">
              {say.nullModel}
            </th>
          </tr>
        </thead>
        <tbody>
          {percentiles.map(({ name: percentile, value, low, high }) => (
            <tr key={percentile}>
              <th scope="row">{percentile}</th>
              <td className="figure" data-label={say.thisSubmission}>
                <span>
                  <strong>{milliseconds(latency[value])}</strong>
                  {latency[value] === null && (
                    <span className="detail">
                      <Reason text={latency.reasons[value]} />
                    </span>
                  )}
                  {value !== 'p50Ms' && latency.observedMaximum.includes(value) && (
                    <span className="detail">{say.slowestOnly}</span>
                  )}
                </span>
              </td>
              <td className="figure" data-label={say.interval}>
                <span>
                  {millisecondsInterval(latency[low], latency[high]) ?? (
                    <span className="detail">
                      {latency[value] === null ? (
                        missing
                      ) : (
                        <Reason text={latency.reasons[low]} otherwise={words().terms.noInterval} />
                      )}
                    </span>
                  )}
                </span>
              </td>
              <td className="figure" data-label={say.nullModel}>
                {percentile === 'p50' || percentile === 'p99' ? (
                  milliseconds(nullFigures[percentile])
                ) : (
                  <span className="detail">{say.notKept}</span>
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
  const say = words().record;
  if (value === null) return say.noThroughput(<Reason text={latency.reasons.throughputPerSecond} />);
  const interval = low === null || high === null ? '' : ` ${bracketed(rate(low), rate(high))}`;
  const text = rate(value) + interval;
  return server ? say.highestRate(plainNumber(server.boundMs), text) : say.throughput(text);
}

function rate(value: number): string {
  return value >= 100 ? count(Math.round(value)) : significant(value, 3);
}

function ServerSearch({ server }: { server: ServerResult }) {
  const say = words().record;
  const heads = [say.start, say.queriesPerSecond, say.queries, 'p99 (ms)', say.issuedLate, say.met];
  return (
    <details>
      <summary>{say.rateSearch(server.trials.length)}</summary>
      <table className="sheet folds">
        <caption>{say.rateCaption(plainNumber(server.boundMs))}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
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
              <td className="figure" data-label={say.queriesPerSecond}>
                {rate(trial.ratePerSecond)}
              </td>
              <td className="figure" data-label={say.queries}>
                {count(trial.queries)}
              </td>
              <td className="figure" data-label="p99 (ms)">
                {milliseconds(trial.p99Ms)}
              </td>
              <td className="figure" data-label={say.issuedLate}>
                {milliseconds(trial.latenessP99Ms)}
              </td>
              <td className="figure" data-label={say.met}>
                {trial.met ? say.yes : say.no}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Starts({ values }: { values: readonly number[] }) {
  const say = words().record;
  if (values.length === 0) return null;
  return (
    <div className="starts">
      <h3>{say.eachStart}</h3>
      <DotStrip values={values} />
      <p className="small quiet numbers">{say.startsNote(listed(values.map((value) => milliseconds(value))))}</p>
    </div>
  );
}
