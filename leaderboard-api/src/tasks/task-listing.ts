import { builtInsOf } from '@paretoboard/baselines/registry.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { isVariantAvailable, openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';

type Items = TaskListing['variants'][number]['items'];

const counted = new Map<string, Promise<Items>>();

/** Items by split; opened once a process, since reading a set takes seconds. Null where it cannot be read. */
function countItems(module: TaskModule, variant: string): Promise<Items> {
  const key = `${module.definition.id}/${variant}`;
  const known = counted.get(key);
  if (known) return known;
  const count = openVariant(module, variant).then(
    ({ train, validation, test }) => ({ train: train.items, validation: validation.items, test: test.items }),
    () => null,
  );
  counted.set(key, count);
  return count;
}

/** A task as the API lists it. */
export async function listTask(id: string): Promise<TaskListing> {
  const module = await loadTask(id);
  const { definition } = module;
  const variants = await Promise.all(
    definition.variants.map(async (variant) => {
      const available = isVariantAvailable(variant);
      return { ...variant, available, items: available ? await countItems(module, variant.id) : null };
    }),
  );
  const { version, title, summary, interaction, paper, metrics, tracks, budgets, scenarios, claims, protocol } =
    definition;
  const { chance, qualityBar } = definition;
  const submissions = builtInsOf(id).map(({ manifest }) => ({
    name: manifest.name,
    title: manifest.title,
    track: manifest.track,
  }));
  return {
    id,
    version,
    title,
    summary,
    interaction,
    paper,
    metrics,
    variants,
    tracks,
    budgets,
    scenarios,
    claims,
    protocol,
    chance,
    qualityBar,
    submissions,
  };
}

/** Every task of the registry, in its order. */
export function listTasks(): Promise<TaskListing[]> {
  return Promise.all(taskIds.map(listTask));
}
