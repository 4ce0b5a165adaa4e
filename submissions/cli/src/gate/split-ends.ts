import { itemMisfits } from '@paretoboard/harness/task/item-misfits.js';
import type { LoadedData, TaskModule } from '@paretoboard/harness/task/task-module.js';

const splits = ['train', 'validation', 'test'] as const;

/** What is wrong with the first and the last item of each split, or with a split that has none; empty: nothing. */
export function misfitsOfSplitEnds({ definition }: TaskModule, data: LoadedData): string[] {
  return splits.flatMap((split) => {
    const source = data[split];
    if (source.items === 0) return [`${split}: no items`];
    return [0, source.items - 1].flatMap((index) =>
      itemMisfits(source.read(index), split, definition).map((problem) => `${split}: item ${index}: ${problem}`),
    );
  });
}

/** How many items each split has, in words. */
export function itemCounts(data: LoadedData): string {
  return splits.map((split) => `${split} ${data[split].items}`).join(', ');
}
