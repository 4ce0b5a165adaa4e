import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import { metricTitle } from '../lib/board-columns';
import { count, listed, metricInterval, metricValue, missing, plainNumber } from '../lib/format';
import { words } from '../messages/words';
import { DotStrip } from './dot-strip';
import { Reason } from './reason';

interface RecordMetricsProperties {
  record: BenchmarkRecord;
  /** Of its metrics, by id; one that the task no longer has is called by its id. */
  names: ReadonlyMap<string, string>;
}

/** Every metric with interval, n, method and the value of each seed. */
export function RecordMetrics({ record, names }: RecordMetricsProperties) {
  const say = words().record;
  return (
    <table className="sheet folds">
      <caption>{say.metricsCaption}</caption>
      <thead>
        <tr>
          <th scope="col">{say.metric}</th>
          <th scope="col" className="figure">
            {say.value}
          </th>
          <th scope="col" className="figure">
            {say.interval}
          </th>
          <th scope="col" className="figure">
            {say.testItems}
          </th>
          <th scope="col">{say.eachSeed}</th>
        </tr>
      </thead>
      <tbody>
        {record.metrics.map((metric) => (
          <MetricRow key={metric.id} metric={metric} name={names.get(metric.id) ?? metric.id} />
        ))}
      </tbody>
    </table>
  );
}

function MetricRow({ metric, name }: { metric: MetricResult; name: string }) {
  const say = words().record;
  const seeds = metric.perSeed.map((value) => metricValue(value, metric.unit));
  return (
    <tr>
      <th scope="row">
        {metricTitle({ name, unit: metric.unit })}
        <span className="detail">
          {say.directions[metric.direction]}
          {metric.primary && `, ${say.primary}`}
        </span>
      </th>
      <td className="figure" data-label={say.value}>
        <span>
          <strong>{metricValue(metric.value, metric.unit)}</strong>
          {metric.value === null && (
            <span className="detail">
              <Reason text={metric.reason} />
            </span>
          )}
        </span>
      </td>
      <td className="figure" data-label={say.interval}>
        <span>
          {metricInterval(metric.low, metric.high, metric.unit) ?? missing}
          <span className="detail">
            {plainNumber(metric.level * 100)} %, <span lang="en">{metric.method}</span>
          </span>
        </span>
      </td>
      <td className="figure" data-label={say.testItems}>
        {count(metric.n)}
      </td>
      <td data-label={say.eachSeed}>
        <span>
          <DotStrip values={metric.perSeed} low={metric.low} high={metric.high} />
          <span className="detail">{listed(seeds) || missing}</span>
        </span>
      </td>
    </tr>
  );
}
