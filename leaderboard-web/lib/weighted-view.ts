import type { MetricDefinition } from '@paretoboard/contract/task.js';
import { words } from '../messages/words';
import type { BoardColumn } from './board-columns';
import type { LetteredRow } from './board-points';
import { ends } from './ends';

/** Where a value lies between the worst and the best of all, in [0, 1]; all alike: 1. */
function share(value: number, worst: number, best: number): number {
  return worst === best ? 1 : (value - worst) / (best - worst);
}

/**
 * A reader's own weighting as a column: `weight` per cent of where a row's accuracy lies between the worst and the best row shown, the rest of where the
 * logarithm of its p50 does; 0 to 100. A view, not a rank: it knows no intervals. Null for rows without both figures.
 */
export function weightedColumn(rows: readonly LetteredRow[], metric: MetricDefinition, weight: number): BoardColumn {
  const figuresOf = ({ metric: result, latency }: LetteredRow) =>
    result?.value == null || latency?.p50Ms == null ? null : { value: result.value, speed: -Math.log(latency.p50Ms) };
  const known = rows.flatMap((row) => figuresOf(row) ?? []);
  const values = known.map(({ value }) => (metric.direction === 'higher' ? value : -value));
  const speeds = known.map(({ speed }) => speed);
  const [worstValue = 0, bestValue = 0] = ends(values);
  const [slowest = 0, fastest = 0] = ends(speeds);
  const read = (row: LetteredRow) => {
    const figures = figuresOf(row);
    if (!figures) return null;
    const value = metric.direction === 'higher' ? figures.value : -figures.value;
    const accuracy = share(value, worstValue, bestValue);
    const speed = share(figures.speed, slowest, fastest);
    return weight * accuracy + (100 - weight) * speed;
  };
  return {
    id: 'yours',
    title: words().board.yours,
    larger: true,
    usual: true,
    fixed: true,
    value: read,
    figures: (row) => ({ yourWeighting: read(row) }),
  };
}
