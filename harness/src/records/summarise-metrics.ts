import type { MetricResult } from '@paretoboard/contract/record.js';
import type { MetricDefinition } from '@paretoboard/contract/task.js';
import type { Answer, Score, TaskModule } from '../task/task-module.js';
import { summariseMetric } from './metric-summary.js';
import { resampledMetrics } from './resampled-metrics.js';

/**
 * Metrics of a run with their intervals.
 * @param scores of each seed; empty: there was none, or not of all seeds
 * @param answers of the same seeds, in the order of the test split
 * @param items of the test split
 * @throws SampleError on a score that is not finite
 */
export function summariseMetrics(
  module: TaskModule,
  metrics: readonly MetricDefinition[],
  scores: readonly Score[],
  answers: readonly (readonly Answer[])[],
  items: number,
): MetricResult[] {
  const groups = answers[0]?.map(({ item }) => item.group) ?? [];
  const sampled = scores.length > 0 ? resampledMetrics(module, metrics, answers) : new Map();
  return metrics.map((metric) => summariseMetric(metric, scores, items, groups, sampled.get(metric.id)));
}
