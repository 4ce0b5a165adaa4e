import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Variant } from '@paretoboard/contract/variant.js';
import { z } from 'zod';
import { cacheFolder } from '../places.js';
import type { TaskModule } from '../task/task-module.js';
import { listFiles } from './list-files.js';
import { openVariant } from './open-variant.js';
import { locateDataSet } from './store.js';

const itemCountsSchema = z.object({
  train: z.number().int().nonnegative(),
  validation: z.number().int().nonnegative(),
  test: z.number().int().nonnegative(),
});

/** Items of each split. */
export type ItemCounts = z.infer<typeof itemCountsSchema>;

/** What the counts follow from: the task's version, and every file's path, size and time; of a surrogate its generator. */
async function stateOf(task: TaskModule, variant: Variant, environment: NodeJS.ProcessEnv): Promise<string> {
  const { id, version } = task.definition;
  const folder = variant.relation === 'surrogate' ? null : locateDataSet(variant.dataset, environment);
  const data = folder ? await listFiles(folder) : [task.surrogateVersion, task.surrogateSeed];
  return createHash('sha256')
    .update(JSON.stringify([id, version, variant.id, folder, data]))
    .digest('hex');
}

function readCounts(file: string): ItemCounts | null {
  try {
    return itemCountsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/**
 * Items of each split of a variant that is here. Opening a data set takes seconds: the counts are kept below the cache, under the state that they
 * were taken of, so that a changed data set is counted again.
 * @throws DataSetError if the data are not here or not in the official layout
 */
export async function countItems(task: TaskModule, variant: Variant, environment = process.env): Promise<ItemCounts> {
  const state = await stateOf(task, variant, environment);
  const file = join(
    cacheFolder(environment),
    'item-counts',
    `${task.definition.id}-${variant.id}-${state.slice(0, 32)}.json`,
  );
  const known = readCounts(file);
  if (known) return known;
  const { train, validation, test } = await openVariant(task, variant.id, environment);
  const counts = { train: train.items, validation: validation.items, test: test.items };
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`;
  writeFileSync(draft, JSON.stringify(counts));
  renameSync(draft, file);
  return counts;
}
