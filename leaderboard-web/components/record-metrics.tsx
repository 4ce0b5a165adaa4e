import type { BenchmarkRecord, MetricResult } from '@paretoboard/contract/record.js';
import { count, metricInterval, metricValue, missing } from '../lib/format';
import { DotStrip } from './dot-strip';

/** Every metric with interval, n, method and the value of each seed. */
export function RecordMetrics({ record }: { record: BenchmarkRecord }) {
  return (
    <table className="sheet folds">
      <caption>Means over seeds; the interval and how it was made stand beside each.</caption>
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col" className="figure">
            Value
          </th>
          <th scope="col" className="figure">
            Interval
          </th>
          <th scope="col" className="figure">
            Test items
          </th>
          <th scope="col">Each seed</th>
        </tr>
      </thead>
      <tbody>
        {record.metrics.map((metric) => (
          <MetricRow key={metric.id} metric={metric} />
        ))}
      </tbody>
    </table>
  );
}

function MetricRow({ metric }: { metric: MetricResult }) {
  const seeds = metric.perSeed.map((value) => metricValue(value, metric.unit));
  return (
    <tr>
      <th scope="row">
        {metric.id}
        {metric.unit !== '1' && ` (${metric.unit})`}
        <span className="detail">
          {metric.direction} is better{metric.primary && ', primary'}
        </span>
      </th>
      <td className="figure" data-label="Value">
        <span>
          <strong>{metricValue(metric.value, metric.unit)}</strong>
          {metric.value === null && <span className="detail">{metric.reason ?? 'not measured'}</span>}
        </span>
      </td>
      <td className="figure" data-label="Interval">
        <span>
          {metricInterval(metric.low, metric.high, metric.unit) ?? missing}
          <span className="detail">
            {metric.level * 100} %, {metric.method}
          </span>
        </span>
      </td>
      <td className="figure" data-label="Test items">
        {count(metric.n)}
      </td>
      <td data-label="Each seed">
        <span>
          <DotStrip values={metric.perSeed} low={metric.low} high={metric.high} />
          <span className="detail">{seeds.join(', ') || missing}</span>
        </span>
      </td>
    </tr>
  );
}
