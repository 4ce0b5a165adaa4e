import type { TaskDefinition } from '@paretoboard/contract/task.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';

/** How the answers of a task can be shown; null: not by this house yet. */
export type AnswerShape = 'class' | 'boxes' | 'track' | 'mask' | 'restored' | null;

type Fields = Pick<TaskDefinition, 'inputs' | 'targets' | 'outputs'>;

const has = (specs: readonly TensorSpec[], name: string, dtype: TensorSpec['dtype'], rank: number): boolean =>
  specs.some((spec) => spec.name === name && spec.dtype === dtype && spec.shape.length === rank);

/** Follows from names, types and ranks of what an item and an answer hold. */
export function answerShape({ inputs, targets, outputs }: Fields): AnswerShape {
  if (has(targets, 'label', 'int32', 0) && has(outputs, 'logits', 'float32', 1)) return 'class';
  if (has(inputs, 'frames', 'uint8', 4) && has(targets, 'visible', 'uint8', 1) && has(outputs, 'boxes', 'float32', 2))
    return 'track';
  if (has(inputs, 'image', 'uint8', 3)) {
    if (has(targets, 'boxes', 'float32', 2) && has(outputs, 'scores', 'float32', 1)) return 'boxes';
    if (has(targets, 'reference', 'uint8', 3) && has(outputs, 'image', 'uint8', 3)) return 'restored';
  }
  const isMask = has(targets, 'mask', 'uint8', 3) && has(outputs, 'probability', 'float32', 3);
  return isMask && has(inputs, 'volume', 'float32', 3) ? 'mask' : null;
}
