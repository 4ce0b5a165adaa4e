import { availableVariants, openVariant } from '@paretoboard/harness/data/open-variant.js';
import { itemMisfits } from '@paretoboard/harness/task/item-misfits.js';
import type { ItemSource, SplitName, TaskModule } from '@paretoboard/harness/task/task-module.js';
import type { GateCheck, GateResult } from './gate-check.js';

function firstAndLast(source: ItemSource, split: SplitName, { definition }: TaskModule): string[] {
  if (source.items === 0) return ['no items'];
  return [0, source.items - 1].flatMap((index) =>
    itemMisfits(source.read(index), split, definition).map((problem) => `item ${index}: ${problem}`),
  );
}

async function readVariant(task: TaskModule, id: string): Promise<GateResult> {
  try {
    const data = await openVariant(task, id);
    const splits = ['train', 'validation', 'test'] as const;
    const problems = splits.flatMap((split) =>
      firstAndLast(data[split], split, task).map((problem) => `${split}: ${problem}`),
    );
    const counts = splits.map((split) => `${split} ${data[split].items}`).join(', ');
    return {
      id: `reader-${id}`,
      ok: problems.length === 0,
      message: problems.length === 0 ? `${counts}; first and last item of each as specified` : problems.join('; '),
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
