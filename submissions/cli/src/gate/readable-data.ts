import { elementCount, type NamedTensors, type TensorSpec } from '@paretoboard/contract/tensor.js';
import { availableVariants, openVariant } from '@paretoboard/harness/data/open-variant.js';
import type { Item, ItemSource, TaskModule } from '@paretoboard/harness/task/task-module.js';
import type { GateCheck, GateResult } from './gate-check.js';

function misfits(tensors: NamedTensors, specs: readonly TensorSpec[]): string[] {
  return specs.flatMap(({ name, dtype, shape }) => {
    const tensor = tensors[name];
    if (!tensor) return [`no ${name}`];
    const fits =
      tensor.dtype === dtype &&
      tensor.shape.length === shape.length &&
      shape.every((size, axis) => size === null || size === tensor.shape[axis]) &&
      tensor.data.length === elementCount(tensor.shape);
    if (!fits) return [`${name} is ${tensor.dtype} [${tensor.shape.join(', ')}]`];
    return tensor.data.every((value) => Number.isFinite(value)) ? [] : [`${name} is not finite`];
  });
}

function problemsOf(item: Item, { definition }: TaskModule): string[] {
  // A field that only some tracks show may be missing where it is withheld at test time.
  const present = definition.inputs.filter(({ name }) => item.inputs[name] !== undefined);
  return [...misfits(item.inputs, present), ...misfits(item.targets, definition.targets)];
}

function firstAndLast(source: ItemSource, task: TaskModule): string[] {
  if (source.items === 0) return ['no items'];
  return [0, source.items - 1].flatMap((index) =>
    problemsOf(source.read(index), task).map((problem) => `item ${index}: ${problem}`),
  );
}

async function readVariant(task: TaskModule, id: string): Promise<GateResult> {
  try {
    const data = await openVariant(task, id);
    const splits = ['train', 'validation', 'test'] as const;
    const problems = splits.flatMap((split) =>
      firstAndLast(data[split], task).map((problem) => `${split}: ${problem}`),
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
