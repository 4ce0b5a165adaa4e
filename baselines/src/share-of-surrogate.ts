import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { LoadedData, SplitName, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { shareOfData } from './share-of-data.js';

/** At most so many items of each split of a task's surrogate. */
export async function shareOfSurrogate(
  module: TaskModule,
  most: Readonly<Record<SplitName, number>>,
): Promise<LoadedData> {
  const variant = module.definition.variants.find(({ relation }) => relation === 'surrogate');
  if (!variant) throw new RangeError(`task ${module.definition.id} has no surrogate`);
  return shareOfData(await openVariant(module, variant.id), most);
}
