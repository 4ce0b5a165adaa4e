import type { BenchmarkRecord, LatencyResult } from '@paretoboard/contract/record.js';
import { count, duration, milliseconds, millisecondsInterval, missing, plural } from '../lib/format';
import { DotStrip } from './dot-strip';

/** Percentiles by scenario, each start on its own, and the null model through the same path. */
export function RecordLatency({ record }: { record: BenchmarkRecord }) {
  const scenarios = Object.entries(record.latency);
  if (scenarios.length === 0) return <p>No latency pass was run for this record.</p>;
  return scenarios.map(([scenario, latency]) => <Scenario key={scenario} name={scenario} latency={latency} />);
}

const percentiles = [
  { name: 'p50', value: 'p50Ms', low: 'p50MsLow', high: 'p50MsHigh' },
  { name: 'p90', value: 'p90Ms', low: 'p90MsLow', high: 'p90MsHigh' },
  { name: 'p99', value: 'p99Ms', low: 'p99MsLow', high: 'p99MsHigh' },
] as const;

function Scenario({ name, latency }: { name: string; latency: LatencyResult }) {
  const { nullModel } = latency;
  const nullFigures = { p50: nullModel.p50Ms, p99: nullModel.p99Ms };
  return (
    <>
      <p className="section-note">
        {name}: {plural(latency.n, 'timed query', 'timed queries')} in {plural(latency.starts, 'start')},{' '}
        {duration(latency.durationMs / 1000)} in all
        {latency.throughputPerSecond !== null && `, ${count(Math.round(latency.throughputPerSecond))} queries a second`}
        . A window ends when the output has arrived in full. Method: {latency.method}.
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
                {percentile === 'p90' ? (
                  <span className="detail">not kept</span>
                ) : (
                  milliseconds(nullFigures[percentile])
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Starts values={latency.perStartP50Ms} />
    </>
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
