import { builtInsOf } from '@paretoboard/baselines/registry.js';
import type { TaskListing } from '@paretoboard/contract/task.js';
import { isVariantAvailable } from '@paretoboard/harness/data/open-variant.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';

type Items = TaskListing['variants'][number]['items'];

/** Items of a variant that is here; null: not known. */
export type ItemsOf = (task: string, variant: string) => Items;

/** A task as the API lists it. */
export async function listTask(id: string, itemsOf: ItemsOf): Promise<TaskListing> {
  const { definition } = await loadTask(id);
  const variants = definition.variants.map((variant) => {
    const available = isVariantAvailable(variant);
    return { ...variant, available, items: available ? itemsOf(id, variant.id) : null };
  });
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
export function listTasks(itemsOf: ItemsOf): Promise<TaskListing[]> {
  return Promise.all(taskIds.map((id) => listTask(id, itemsOf)));
}
