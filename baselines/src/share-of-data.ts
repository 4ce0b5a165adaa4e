import type { ItemSource, LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';

/** Some items of a split, spread over all of it. */
function shareOf(source: ItemSource, most: number): ItemSource {
  const items = Math.min(most, source.items);
  return { items, read: (index) => source.read(Math.floor((index * source.items) / items)) };
}

/** At most so many items of each split; what else the data hold stays. */
export function shareOfData(data: LoadedData, most: Readonly<Record<SplitName, number>>): LoadedData {
  return {
    ...data,
    train: shareOf(data.train, most.train),
    validation: shareOf(data.validation, most.validation),
    test: shareOf(data.test, most.test),
  };
}
