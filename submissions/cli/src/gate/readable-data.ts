import { availableVariants, openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import type { GateCheck, GateResult } from './gate-check.js';
import { itemCounts, misfitsOfSplitEnds } from './split-ends.js';

async function readVariant(task: TaskModule, id: string): Promise<GateResult> {
  try {
    const data = await openVariant(task, id);
    const problems = misfitsOfSplitEnds(task, data);
    return {
      id: `reader-${id}`,
      ok: problems.length === 0,
      message:
        problems.length === 0 ? `${itemCounts(data)}; first and last item of each as specified` : problems.join('; '),
    };
  } catch (error) {
    return { id: `reader-${id}`, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** The reader opens every variant that is here, and the ends of each split are what the definition says. */
export const readableData: GateCheck = async ({ task }) => {
  const results: GateResult[] = [];
  for (const { id } of availableVariants(task)) results.push(await readVariant(task, id));
  return results;
};
