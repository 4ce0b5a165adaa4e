import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { type TaskListing, taskListingSchema } from '@paretoboard/contract/task.js';
import { countItems } from '@paretoboard/harness/data/item-counts.js';
import { isVariantAvailable } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';

export interface ListingOptions {
  /** Counts the items of each variant that is here: seconds the first time; without it `items` is null. */
  readonly countItems: boolean;
}

/** A task as `paretoboard tasks` shows it. @throws DataSetError if a variant's data are here but not readable */
export async function taskListing(task: TaskModule, options: ListingOptions): Promise<TaskListing> {
  const { definition } = task;
  const variants: TaskListing['variants'] = [];
  for (const variant of definition.variants) {
    const available = isVariantAvailable(variant);
    const items = available && options.countItems ? await countItems(task, variant) : null;
    variants.push({ ...variant, available, items });
  }
  const submissions = builtInsOf(definition.id).map(({ manifest: { name, title, track } }) => ({ name, title, track }));
  return taskListingSchema.parse({ ...definition, variants, submissions });
}
