import type { ItemComparison } from '@paretoboard/contract/item-comparison.js';
import type { ComparedRecord } from './compare-records.js';
import { itemEvidence, sameItems } from './item-evidence.js';

/** Units that are named. */
const mostNamed = 50;

/** Where two records disagree in the primary metric, by the outcomes stored beside them. */
export function compareItems(a: ComparedRecord, b: ComparedRecord): ItemComparison {
  const metric = a.record.metrics.find(({ primary }) => primary);
  const sides = { a: a.record.digest, b: b.record.digest, metric: metric?.id ?? null };
  const nothing = (reason: string): ItemComparison => ({
    ...sides,
    outcome: null,
    reason,
    units: 0,
    equal: 0,
    aLarger: 0,
    bLarger: 0,
    largest: [],
  });
  const other = (['task', 'variant'] as const).find((part) => a.record[part].id !== b.record[part].id);
  if (other) return nothing(`other ${other}: ${a.record[other].id} and ${b.record[other].id}`);
  const rule = metric?.fromItems;
  if (!rule) return nothing('the primary metric is no mean over items');
  const [first, second] = [a, b].map(({ items }) => items && itemEvidence(items, rule));
  if (!first || !second) return nothing('a record has no outcomes of its items here');
  if (!sameItems(first.units, second.units)) return nothing('the records stand on other test items');
  const pairs = first.units.map((unit, index) => ({ unit, a: first.items[index]!, b: second.items[index]! }));
  const different = pairs.filter((pair) => pair.a !== pair.b);
  const aLarger = different.filter((pair) => pair.a > pair.b).length;
  return {
    ...sides,
    outcome: rule.outcome,
    reason: null,
    units: pairs.length,
    equal: pairs.length - different.length,
    aLarger,
    bLarger: different.length - aLarger,
    largest: different.sort((x, y) => Math.abs(y.a - y.b) - Math.abs(x.a - x.b)).slice(0, mostNamed),
  };
}
