import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { type TaskListing, taskListingSchema } from '@paretoboard/contract/task.js';
import { isVariantAvailable, openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';

export interface ListingOptions {
  /** Opens each variant that is here to count its items: seconds; without it `items` is null. */
  readonly countItems: boolean;
}

async function itemsOf(
  task: TaskModule,
  variant: string,
): Promise<{ train: number; validation: number; test: number }> {
  const { train, validation, test } = await openVariant(task, variant);
  return { train: train.items, validation: validation.items, test: test.items };
}

/** A task as `paretoboard tasks` shows it. @throws DataSetError if a variant's data are here but not readable */
export async function taskListing(task: TaskModule, options: ListingOptions): Promise<TaskListing> {
  const { definition } = task;
  const variants: TaskListing['variants'] = [];
  for (const variant of definition.variants) {
    const available = isVariantAvailable(variant);
    const items = available && options.countItems ? await itemsOf(task, variant.id) : null;
    variants.push({ ...variant, available, items });
  }
  const submissions = builtInsOf(definition.id).map(({ manifest: { name, title, track } }) => ({ name, title, track }));
  return taskListingSchema.parse({ ...definition, variants, submissions });
}
