import type { ItemOutcome } from '@paretoboard/contract/record.js';
import type { ColumnRow } from './column-block.js';
import { readColumns } from './column-reader.js';

export const itemsKind = 'items';
const outcomePrefix = 'outcome.';

/** An item outcome as a row of columns: each named contribution is a column `outcome.<name>`. */
export function itemRow({ seed, item, group, outcome }: ItemOutcome): ColumnRow {
  const row: Record<string, string | number | undefined> = { seed, item, group };
  for (const name in outcome) row[`${outcomePrefix}${name}`] = outcome[name];
  return row;
}

/** Outcomes of every item and seed, in the order in which they were written. @throws ColumnFileError */
export function readItemFile(path: string): ItemOutcome[] {
  const table = readColumns(path, itemsKind);
  const seeds = table.numbers('seed');
  const items = table.numbers('item');
  const groups = table.text('group');
  const names = table.names.filter((name) => name.startsWith(outcomePrefix));
  const columns = names.map((name) => [name.slice(outcomePrefix.length), table.numbers(name)] as const);
  return Array.from(seeds, (seed, row) => {
    const outcome: Record<string, number> = {};
    for (const [name, values] of columns) if (!Number.isNaN(values[row]!)) outcome[name] = values[row]!;
    const group = groups[row];
    return { seed, item: items[row]!, ...(group === undefined ? {} : { group }), outcome };
  });
}
