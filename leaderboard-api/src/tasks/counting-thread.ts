import { parentPort } from 'node:worker_threads';
import { countItems, type ItemCounts } from '@paretoboard/harness/data/item-counts.js';
import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';

/** Counts of one variant; null: its data cannot be read. */
export interface CountedVariant {
  readonly task: string;
  readonly variant: string;
  readonly items: ItemCounts | null;
}

// Reading a data set keeps a thread busy for seconds: not the one that answers requests.
for (const task of taskIds) {
  const module = await loadTask(task);
  for (const variant of availableVariants(module)) {
    const items = await countItems(module, variant).catch((error: unknown) => {
      console.error(error);
      return null;
    });
    parentPort?.postMessage({ task, variant: variant.id, items } satisfies CountedVariant);
  }
}
