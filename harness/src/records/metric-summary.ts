import type { ItemOutcome, MetricResult } from '@paretoboard/contract/record.js';
import {
  averagesGroups,
  isOfPresent,
  type MetricDefinition,
  type MetricFromItems,
} from '@paretoboard/contract/task.js';
import { mean } from '../statistics/sample.js';
import { tInterval } from '../statistics/t-interval.js';
import { type Interval, wilsonInterval } from '../statistics/wilson-interval.js';
import type { Score } from '../task/task-module.js';
import { itemEvidence } from './item-evidence.js';
import type { Sampling } from './resampled-metrics.js';

const level = 0.95;

function scaleOf(unit: string): number {
  return unit === '%' ? 100 : 1;
}

interface NamedInterval extends Interval {
  readonly name: string;
}

interface Bounds {
  low: number | null;
  high: number | null;
  method: string;
}

/** What a metric says about the test items: a share of so many, or a value of each. */
export interface ItemSample {
  /** Items (or groups) that a proportion is a mean over; null: not a proportion. */
  readonly trials: number | null;
  /** A value for each item (or group), mean over the seeds; null: the metric is no mean over them. */
  readonly values: readonly number[] | null;
  readonly unitName: 'items' | 'groups';
  /** Of a metric that is neither. */
  readonly sampling?: Sampling | undefined;
}

const fewestForT = 3;

function itemBounds(
  centre: number,
  scale: number,
  { trials, values, unitName, sampling }: ItemSample,
): NamedInterval[] {
  if (trials !== null && trials > 0) {
    const share = Math.min(1, Math.max(0, centre / scale));
    const wilson = wilsonInterval(share * trials, trials);
    return [{ low: wilson.low * scale, high: wilson.high * scale, name: `Wilson over ${trials} items` }];
  }
  if (sampling) return [{ ...sampling, name: `bootstrap over ${sampling.units} ${sampling.unit}` }];
  if (values === null || values.length < fewestForT) return [];
  const t = tInterval(values);
  return [{ low: t.low * scale, high: t.high * scale, name: `t over ${values.length} ${unitName}` }];
}

/**
 * Two sources of error: the items of this test split (Wilson for a share of them, Student's t for a mean of their values, a bootstrap of what is neither) and the training seeds (t over
 * seeds). The envelope of both is published: it covers each, and one seed or a deterministic method does not look certain.
 */
function bounds(perSeed: readonly number[], scale: number, sample: ItemSample): Bounds {
  const parts = itemBounds(mean(perSeed), scale, sample);
  if (perSeed.length >= fewestForT) parts.push({ ...tInterval(perSeed), name: `t over ${perSeed.length} seeds` });
  if (parts.length === 0) return { low: null, high: null, method: 'none: an interval needs at least 3 seeds' };
  const names = parts.map((part) => part.name).join(' and ');
  return {
    low: Math.min(...parts.map((part) => part.low)),
    high: Math.max(...parts.map((part) => part.high)),
    method: parts.length > 1 ? `envelope of ${names}` : names,
  };
}

/** What a metric's rule finds in stored outcomes. @param outcomes of all seeds; null: none at hand */
export function itemSample(
  rule: MetricFromItems | null,
  trials: number | null,
  outcomes: readonly ItemOutcome[] | null,
): ItemSample {
  const evidence = trials === null && rule && outcomes ? itemEvidence(outcomes, rule) : null;
  const unitName = rule && averagesGroups(rule) ? 'groups' : 'items';
  return { trials, values: evidence ? Array.from(evidence.items) : null, unitName };
}

function outcomesOf(scores: readonly Score[], groups: readonly string[]): ItemOutcome[] {
  return scores.flatMap(({ outcomes }, seed) =>
    outcomes.map((outcome, item) => ({ seed, item, group: groups[item] ?? `item-${item}`, outcome: { ...outcome } })),
  );
}

/**
 * One metric over the seeds of a run.
 * @param groups of the test items, in their order
 * @param sampling of a metric that is no mean over items: `resampledMetrics`
 * @throws SampleError on a score that is not finite
 */
export function summariseMetric(
  metric: MetricDefinition,
  scores: readonly Score[],
  items: number,
  groups: readonly string[],
  sampling?: Sampling,
): MetricResult {
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
  // Where draws of items are asked for, the spread of outcomes says too little: those of an area under a curve hang together, as frames of a clip do.
  const isMeanOfItems = common.fromItems !== null && metric.resampledBy === undefined;
  const outcomes = trials === null && isMeanOfItems ? outcomesOf(scores, groups) : null;
  const sample = { ...itemSample(common.fromItems, trials, outcomes), sampling };
  const n = trials ?? sample.values?.length ?? items;
  return { ...common, n, ...metricFigures(perSeed, metric.unit, sample), ...(sampling ? { sampling } : {}) };
}

/**
 * Value and interval of a metric from its values per seed. Pure: `verify` calls it again on the stored ones.
 */
export function metricFigures(
  perSeed: readonly number[],
  unit: string,
  sample: ItemSample,
): Pick<MetricResult, 'low' | 'high' | 'method'> & { value: number } {
  return { value: mean(perSeed), ...bounds(perSeed, scaleOf(unit), sample) };
}

function groupOf(item: ItemOutcome): string {
  return item.group ?? `item-${item.item}`;
}

/** What one seed's value is a mean over: items, or groups of them. */
export function unitsOf(rule: MetricFromItems, items: readonly ItemOutcome[]): number {
  const units = concerned(rule, items);
  return averagesGroups(rule) ? new Set(units.map(groupOf)).size : units.length;
}

/** The items that a metric is about. */
function concerned(rule: MetricFromItems, items: readonly ItemOutcome[]): readonly ItemOutcome[] {
  return isOfPresent(rule) ? items.filter((item) => item.outcome[rule.outcome] !== undefined) : items;
}

/** The value of one seed from stored outcomes, in the metric's unit. @throws SampleError if an outcome is missing */
export function metricFromItems(rule: MetricFromItems, unit: string, items: readonly ItemOutcome[]): number {
  const chosen = concerned(rule, items);
  const values = chosen.map((item) => item.outcome[rule.outcome] ?? Number.NaN);
  if (!averagesGroups(rule)) return mean(values) * scaleOf(unit);
  const groups = new Map<string, number[]>();
  chosen.forEach((item, index) => {
    const key = groupOf(item);
    const members = groups.get(key);
    if (members) members.push(values[index]!);
    else groups.set(key, [values[index]!]);
  });
  return mean([...groups.values()].map(mean)) * scaleOf(unit);
}
