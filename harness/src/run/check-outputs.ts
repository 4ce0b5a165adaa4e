import type { ReasonCode } from '@paretoboard/contract/reason.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';

function refuse(code: ReasonCode, message: string, remedy: string): never {
  throw new SubmissionFailure(code, message, remedy);
}

/**
 * Names, dtypes, shapes and finiteness of a batch of answers.
 * @throws SubmissionFailure wrong-output or non-finite-output
 */
export function checkOutputs(outputs: NamedTensors, specs: readonly TensorSpec[], items: number): void {
  for (const spec of specs) {
    const tensor = outputs[spec.name];
    const expected = `${spec.dtype} [${[items, ...spec.shape.map((size) => size ?? '?')].join(', ')}]`;
    if (!tensor) {
      refuse(
        'wrong-output',
        `no output "${spec.name}"; found ${Object.keys(outputs).join(', ') || 'none'}`,
        `Answer with a tensor "${spec.name}", ${expected}.`,
      );
    }
    const shapeFits =
      tensor.shape.length === spec.shape.length + 1 &&
      tensor.shape[0] === items &&
      spec.shape.every((size, axis) => size === null || size === tensor.shape[axis + 1]);
    if (tensor.dtype !== spec.dtype || !shapeFits) {
      refuse(
        'wrong-output',
        `output "${spec.name}" is ${tensor.dtype} [${tensor.shape.join(', ')}]`,
        `Answer with ${expected}.`,
      );
    }
    const bad = tensor.data.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0)
      refuse(
        'non-finite-output',
        `output "${spec.name}" holds ${tensor.data[bad]} at position ${bad}`,
        'Answer with finite numbers.',
      );
  }
}

/** Largest absolute difference between two answers to one input; infinity where names or shapes differ. */
export function largestDifference(a: NamedTensors, b: NamedTensors, specs: readonly TensorSpec[]): number {
  let largest = 0;
  for (const { name } of specs) {
    const [left, right] = [a[name]?.data, b[name]?.data];
    if (!left || !right || left.length !== right.length) return Number.POSITIVE_INFINITY;
    for (let i = 0; i < left.length; i++) largest = Math.max(largest, Math.abs(left[i]! - right[i]!));
  }
  return largest;
}
