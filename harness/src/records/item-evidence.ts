import type { ItemOutcome } from '@paretoboard/contract/record.js';
import { averagesGroups, isOfPresent, type MetricFromItems } from '@paretoboard/contract/task.js';
import type { ItemsAndSeeds } from '../statistics/items-and-seeds.js';
import { mean } from '../statistics/sample.js';

/** Per-item outcomes of one metric, in an order that two records of one test split share. */
export interface ItemEvidence extends ItemsAndSeeds {
  /** Names of the items, or of the groups where the metric averages groups first; ascending. */
  readonly units: readonly string[];
}

function unitOf(item: ItemOutcome, rule: MetricFromItems): string {
  return averagesGroups(rule) ? (item.group ?? `item-${item.item}`) : `item-${item.item}`;
}

/** Seed → unit → mean outcome. Null if an item lacks the outcome, unless the metric is about those alone that have it. */
function outcomesBySeed(items: readonly ItemOutcome[], rule: MetricFromItems): Map<number, Map<string, number>> | null {
  const sums = new Map<number, Map<string, { sum: number; count: number }>>();
  for (const item of items) {
    const value = item.outcome[rule.outcome];
    if (value === undefined && isOfPresent(rule)) continue;
    if (value === undefined) return null;
    const units = sums.get(item.seed) ?? new Map<string, { sum: number; count: number }>();
    sums.set(item.seed, units);
    const unit = unitOf(item, rule);
    const own = units.get(unit) ?? { sum: 0, count: 0 };
    units.set(unit, { sum: own.sum + value, count: own.count + 1 });
  }
  const means = (units: Map<string, { sum: number; count: number }>): Map<string, number> =>
    new Map([...units].map(([unit, { sum, count }]) => [unit, sum / count]));
  return new Map([...sums].map(([seed, units]) => [seed, means(units)]));
}

/**
 * What the stored outcomes say about one metric, item by item; null where they do not give the metric, or where seeds saw different items.
 * @param items outcomes of all seeds of one record, in any order
 */
export function itemEvidence(items: readonly ItemOutcome[], rule: MetricFromItems): ItemEvidence | null {
  const seeds = [...(outcomesBySeed(items, rule)?.values() ?? [])];
  const first = seeds[0];
  if (!first || first.size === 0) return null;
  const units = [...first.keys()].sort();
  if (seeds.some((seed) => seed.size !== units.length || units.some((unit) => !seed.has(unit)))) return null;
  return {
    units,
    items: Float64Array.from(units, (unit) => mean(seeds.map((seed) => seed.get(unit)!))),
    seeds: Float64Array.from(seeds, (seed) => mean([...seed.values()])),
    isSteady: seeds.every((seed) => units.every((unit) => seed.get(unit) === first.get(unit))),
  };
}

/** Whether these are the names of the same items in the same order, so that outcomes can be paired. */
export function sameItems(a: readonly string[], b: readonly string[]): boolean {
  return a === b || (a.length === b.length && a.every((unit, index) => unit === b[index]));
}
