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

/** What the thread says: counts as they are made, and `all` after the last. */
export type CountingNews = CountedVariant | 'all';

function tell(news: CountingNews): void {
  parentPort?.postMessage(news);
}

async function countAll(): Promise<void> {
  for (const task of taskIds) {
    const module = await loadTask(task);
    for (const variant of availableVariants(module)) {
      const items = await countItems(module, variant).catch((error: unknown) => {
        console.error(error);
        return null;
      });
      tell({ task, variant: variant.id, items });
    }
  }
  tell('all');
}

// Reading a data set keeps a thread busy for seconds: not the one that answers requests. To load every task takes a second: done once, not with each look.
parentPort?.on('message', countAll);
