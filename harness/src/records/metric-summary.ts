import type { ItemOutcome, MetricResult } from '@paretoboard/contract/record.js';
import type { MetricDefinition, MetricFromItems } from '@paretoboard/contract/task.js';
import { mean } from '../statistics/sample.js';
import { tInterval } from '../statistics/t-interval.js';
import { wilsonInterval } from '../statistics/wilson-interval.js';
import type { Score } from '../task/task-module.js';

const level = 0.95;

function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1;
}

interface Bounds {
  low: number | null;
  high: number | null;
  method: string;
}

/**
 * Two sources of error: the items of this test split (Wilson, by the mean share of successes) and the training seeds (t over seeds). The
 * envelope of both is published: it covers each, and one seed or a deterministic method does not look certain.
 */
function bounds(perSeed: readonly number[], scale: number, trials: number | null): Bounds {
  const centre = mean(perSeed);
  const parts: { low: number; high: number; name: string }[] = [];
  if (trials !== null && trials > 0) {
    const share = Math.min(1, Math.max(0, centre / scale));
    const wilson = wilsonInterval(share * trials, trials);
    parts.push({ low: wilson.low * scale, high: wilson.high * scale, name: `Wilson over ${trials} items` });
  }
  if (perSeed.length >= 3) parts.push({ ...tInterval(perSeed), name: `t over ${perSeed.length} seeds` });
  if (parts.length === 0) return { low: null, high: null, method: 'none: an interval needs at least 3 seeds' };
  const names = parts.map((part) => part.name).join(' and ');
  return {
    low: Math.min(...parts.map((part) => part.low)),
    high: Math.max(...parts.map((part) => part.high)),
    method: parts.length > 1 ? `envelope of ${names}` : names,
  };
}

/** One metric over the seeds of a run. @throws SampleError on a score that is not finite */
export function summariseMetric(metric: MetricDefinition, scores: readonly Score[], items: number): MetricResult {
  const perSeed = scores.map((score) => score.metrics[metric.id]).filter((value) => value !== undefined);
  const common = {
    id: metric.id,
    unit: metric.unit,
    direction: metric.direction,
    primary: metric.primary,
    level,
    perSeed,
    fromItems: metric.fromItems ?? null,
  };
  if (perSeed.length !== scores.length || scores.length === 0) {
    const reason = `the scorer gave a value for ${perSeed.length} of ${scores.length} seeds`;
    return { ...common, value: null, reason, n: items, low: null, high: null, method: 'none' };
  }
  const trials = scores[0]!.counts[metric.id]?.trials ?? null;
  return { ...common, n: trials ?? items, ...metricFigures(perSeed, metric.unit, trials) };
}

/**
 * Value and interval of a metric from its values per seed. Pure: `verify` calls it again on the stored ones.
 * @param trials items (or groups) that a proportion is a mean over; null: not a proportion
 */
export function metricFigures(
  perSeed: readonly number[],
  unit: string,
  trials: number | null,
): Pick<MetricResult, 'low' | 'high' | 'method'> & { value: number } {
  return { value: mean(perSeed), ...bounds(perSeed, scaleOf(unit), trials) };
}

function groupOf(item: ItemOutcome): string {
  return item.group ?? `item-${item.item}`;
}

/** What one seed's value is a mean over: items, or groups of them. */
export function unitsOf(rule: MetricFromItems, items: readonly ItemOutcome[]): number {
  return rule.aggregate === 'mean' ? items.length : new Set(items.map(groupOf)).size;
}

/** The value of one seed from stored outcomes, in the metric's unit. @throws SampleError if an outcome is missing */
export function metricFromItems(rule: MetricFromItems, unit: string, items: readonly ItemOutcome[]): number {
  const values = items.map((item) => item.outcome[rule.outcome] ?? Number.NaN);
  if (rule.aggregate === 'mean') return mean(values) * scaleOf(unit);
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const key = groupOf(item);
    const members = groups.get(key);
    if (members) members.push(values[index]!);
    else groups.set(key, [values[index]!]);
  });
  return mean([...groups.values()].map(mean)) * scaleOf(unit);
}
