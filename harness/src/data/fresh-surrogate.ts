import { mkdirSync } from 'node:fs';
import type { Variant } from '@paretoboard/contract/variant.js';
import type { Seed } from '@paretoboard/sdk/secret-random.js';
import type { LoadedData, TaskModule } from '../task/task-module.js';

type Definition = Pick<TaskModule, 'definition'>;

/** The variant that a generator makes; undefined: the task has none. */
export function surrogateVariant({ definition }: Definition): Variant | undefined {
  return definition.variants.find(({ relation }) => relation === 'surrogate');
}

/**
 * Generates a surrogate for one run and opens it.
 * @param folder is made; whoever gives it removes it
 * @throws RangeError if the task has no surrogate
 */
export async function openFreshSurrogate(task: TaskModule, folder: string, seed: Seed): Promise<LoadedData> {
  const variant = surrogateVariant(task);
  if (!variant) throw new RangeError(`task ${task.definition.id} has no surrogate`);
  mkdirSync(folder, { recursive: true });
  await task.generateSurrogate(folder, seed);
  return task.open({ folder, variant: variant.id });
}
