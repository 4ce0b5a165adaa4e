import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { LoadedData, SplitName, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { shareOfData } from './share-of-data.js';

/** The whole surrogate of a task. @throws RangeError if it has none */
export async function openSurrogate(module: TaskModule): Promise<LoadedData> {
  const variant = module.definition.variants.find(({ relation }) => relation === 'surrogate');
  if (!variant) throw new RangeError(`task ${module.definition.id} has no surrogate`);
  return openVariant(module, variant.id);
}

/** At most so many items of each split of a task's surrogate. */
export async function shareOfSurrogate(
  module: TaskModule,
  most: Readonly<Record<SplitName, number>>,
): Promise<LoadedData> {
  return shareOfData(await openSurrogate(module), most);
}
