import { type TaskDefinition, trainingRows } from '@paretoboard/contract/task.js';
import { elementCount, type NamedTensors, type TensorSpec } from '@paretoboard/contract/tensor.js';
import type { Item, SplitName } from './task-module.js';

/** What is wrong with tensors that should fit the specs: a missing one, another dtype or shape, a value that is not finite. Empty: nothing. */
export function tensorMisfits(tensors: NamedTensors, specs: readonly TensorSpec[]): string[] {
  return specs.flatMap(({ name, dtype, shape }) => {
    const tensor = tensors[name];
    if (!tensor) return [`no ${name}`];
    const fits =
      tensor.dtype === dtype &&
      tensor.shape.length === shape.length &&
      shape.every((size, axis) => size === null || size === tensor.shape[axis]) &&
      tensor.data.length === elementCount(tensor.shape);
    if (!fits) return [`${name} is ${tensor.dtype} [${tensor.shape.join(', ')}] of ${tensor.data.length} values`];
    return tensor.data.every((value) => Number.isFinite(value)) ? [] : [`${name} is not finite`];
  });
}

/** What is wrong with an item of a split. */
export function itemMisfits(item: Item, split: SplitName, definition: TaskDefinition): string[] {
  const specs = split === 'test' ? definition : trainingRows(definition);
  // A field that only some tracks show may be missing where it is withheld at test time.
  const shown = split === 'test' ? specs.inputs.filter(({ name }) => item.inputs[name] !== undefined) : specs.inputs;
  return [...tensorMisfits(item.inputs, shown), ...tensorMisfits(item.targets, specs.targets)];
}
