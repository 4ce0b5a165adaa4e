import type { MetricDefinition } from '@paretoboard/contract/task.js';
import type { BoardPoint } from './board-points';
import { metricValue, milliseconds, plural, unitSuffix } from './format';

/** The chart in a sentence, for those who do not see it and those in a hurry. */
export function frontSummary(points: readonly BoardPoint[], metric: MetricDefinition, rowCount: number): string {
  const front = points.filter(({ onFront, valid }) => onFront && valid).sort((a, b) => a.latency - b.latency);
  const drawn =
    points.length === rowCount ? '' : ` ${plural(rowCount - points.length, 'row')} without both figures not drawn.`;
  if (front.length === 0) return `No row is on the Pareto front.${drawn}`;
  const named = front.map(
    (point) =>
      `${point.letter} (${metricValue(point.value, metric.unit)}${unitSuffix(metric.unit)} in ${milliseconds(point.latency)} ms)`,
  );
  return `On the front, fastest first: ${named.join(', ')}. No other row here is both better and faster than one of these.${drawn}`;
}
