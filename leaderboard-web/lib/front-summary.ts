import type { MetricDefinition } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import type { BoardPoint } from './board-points';
import { metricValue, milliseconds, unitSuffix } from './format';

/** The chart in a sentence, for those who do not see it and those in a hurry. */
export function frontSummary(points: readonly BoardPoint[], metric: MetricDefinition, rowCount: number): string {
  const front = points.filter(({ onFront, valid }) => onFront && valid).sort((a, b) => a.latency - b.latency);
  const say = words().chart;
  const drawn = points.length === rowCount ? '' : ` ${say.notDrawn(rowCount - points.length)}`;
  if (front.length === 0) return say.noFront + drawn;
  const named = front.map(({ letter, value, latency }) =>
    say.frontPoint(letter, metricValue(value, metric.unit) + unitSuffix(metric.unit), milliseconds(latency)),
  );
  return say.front(named) + drawn;
}
