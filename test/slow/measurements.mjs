import { builtInsOf } from '@paretoboard/baselines/registry.js';
import { runRequestSchema } from '@paretoboard/contract/run-state.js';
import { availableVariants } from '@paretoboard/harness/data/open-variant.js';
import { loadTask, taskIds } from '@paretoboard/tasks/registry.js';

const chosen = (wanted, id) => wanted === undefined || wanted.includes(id);

/**
 * Every built-in submission of every task on every variant at hand, quickest first within a variant.
 * @param {{task?: string[], variant?: string[], submission?: string[]}} wanted ids; all where undefined
 * @param settings the fields of a run request that all have in common
 */
export async function measurements(wanted, settings) {
  const found = [];
  for (const id of taskIds.filter((task) => chosen(wanted.task, task))) {
    const task = (await loadTask(id)).definition;
    for (const variant of availableVariants({ definition: task }).filter((one) => chosen(wanted.variant, one.id))) {
      for (const { manifest } of builtInsOf(id).filter((one) => chosen(wanted.submission, one.manifest.name))) {
        const request = runRequestSchema.parse({
          ...settings,
          task: id,
          variant: variant.id,
          submission: manifest.name,
        });
        found.push({ name: `${id} ${variant.id} ${manifest.name}`, task, variant, manifest, request });
      }
    }
  }
  if (found.length === 0) throw new RangeError(`nothing to measure: tasks are ${taskIds.join(', ')}`);
  return found;
}
