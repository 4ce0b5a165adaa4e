import { answerShape } from '@paretoboard/contract/null-outputs.js';
import type { ReasonCode } from '@paretoboard/contract/reason.js';
import type { NamedTensors, TensorSpec } from '@paretoboard/contract/tensor.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';

function refuse(code: ReasonCode, message: string, remedy: string): never {
  throw new SubmissionFailure(code, message, remedy);
}

/** `null` where any size will do. */
function expectedShape(spec: TensorSpec, items: number, inputs: NamedTensors): (number | null)[] {
  return spec.follows ? answerShape(spec, items, inputs) : [items, ...spec.shape];
}

/**
 * Names, dtypes, shapes and finiteness of a batch of answers.
 * @param inputs what was asked: some outputs follow their sizes
 * @throws SubmissionFailure wrong-output or non-finite-output
 */
export function checkOutputs(
  outputs: NamedTensors,
  specs: readonly TensorSpec[],
  items: number,
  inputs: NamedTensors = {},
): void {
  for (const spec of specs) {
    const tensor = outputs[spec.name];
    const shape = expectedShape(spec, items, inputs);
    const expected = `${spec.dtype} [${shape.map((size) => size ?? '?').join(', ')}]`;
    if (!tensor) {
      refuse(
        'wrong-output',
        `no output "${spec.name}"; found ${Object.keys(outputs).join(', ') || 'none'}`,
        `Answer with a tensor "${spec.name}", ${expected}.`,
      );
    }
    const shapeFits =
      tensor.shape.length === shape.length && shape.every((size, axis) => size === null || size === tensor.shape[axis]);
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
