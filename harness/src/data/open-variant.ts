import type { Relation, Variant } from '@paretoboard/contract/variant.js';
import { DataSetError } from '../task/data-set-error.js';
import type { LoadedData, TaskModule } from '../task/task-module.js';
import { dataSet } from './catalogue.js';
import { dataRoots, locateDataSet } from './store.js';
import { ensureSurrogate } from './surrogate-cache.js';

const preference: readonly Relation[] = ['official', 'subset', 'stand-in', 'surrogate'];

/** Whether a variant can be opened now: a surrogate always, a data set when it is here. Nothing is fetched. */
export function isVariantAvailable(variant: Variant, environment = process.env): boolean {
  return variant.relation === 'surrogate' || locateDataSet(variant.dataset, environment) !== null;
}

/** The task's variants that can be opened now, the closest to the paper's data first. */
export function availableVariants(task: Pick<TaskModule, 'definition'>, environment = process.env): Variant[] {
  return task.definition.variants
    .filter((variant) => isVariantAvailable(variant, environment))
    .sort((a, b) => preference.indexOf(a.relation) - preference.indexOf(b.relation));
}

/**
 * Opens a variant's data.
 * @throws DataSetError if the set is not here or not in the official layout
 * @throws RangeError if the task has no such variant
 */
export async function openVariant(task: TaskModule, id: string, environment = process.env): Promise<LoadedData> {
  const variant = task.definition.variants.find((candidate) => candidate.id === id);
  if (!variant) throw new RangeError(`task ${task.definition.id} has no variant "${id}"`);
  if (variant.relation === 'surrogate')
    return task.open({ folder: await ensureSurrogate(task, environment), variant: id });
  const folder = locateDataSet(variant.dataset, environment);
  if (folder) return task.open({ folder, variant: id });
  const known = dataSet(variant.dataset);
  throw new DataSetError(
    variant.dataset,
    `a folder "${known?.folder ?? variant.dataset}" with ${known?.marker ?? 'the official layout'}`,
    `none below ${dataRoots(environment).join(' or ')}`,
    `Set PARETOBOARD_DATA to the folder that holds it, or run: npx paretoboard data add ${variant.dataset} <path>`,
  );
}
