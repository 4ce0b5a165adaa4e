import {
  type ModelMetadata,
  openInferenceDatatypes,
  type TensorMetadata,
} from '@paretoboard/contract/open-inference.js';
import type { TensorSpec } from '@paretoboard/contract/tensor.js';
import { WrongAnswerError } from '../report-error.js';

function inWords(datatype: string, shape: readonly number[]): string {
  return `${datatype} [${shape.join(', ')}]`;
}

/** Batch first, of any size; an axis that varies may be stated as such or with a size. */
function misfitOf(spec: TensorSpec, found: TensorMetadata | undefined): string | undefined {
  const datatype = openInferenceDatatypes[spec.dtype];
  const shape = [-1, ...spec.shape.map((size) => size ?? -1)];
  const expected = inWords(datatype, shape);
  if (!found) return `"${spec.name}" is missing; expected ${expected}`;
  const fits =
    found.datatype === datatype &&
    found.shape.length === shape.length &&
    found.shape.every((size, axis) => size === shape[axis] || size === -1);
  return fits ? undefined : `"${spec.name}" is ${inWords(found.datatype, found.shape)}; expected ${expected}`;
}

/**
 * Holds what a server says of its model to the task's tensors, before anything is asked.
 * @throws WrongAnswerError naming every tensor that does not fit
 */
export function checkMetadata(
  metadata: ModelMetadata,
  { inputs, outputs }: { readonly inputs: readonly TensorSpec[]; readonly outputs: readonly TensorSpec[] },
): void {
  const problems = (side: 'input' | 'output', specs: readonly TensorSpec[], found: readonly TensorMetadata[]) =>
    specs.flatMap((spec) => {
      const misfit = misfitOf(
        spec,
        found.find(({ name }) => name === spec.name),
      );
      return misfit === undefined ? [] : [`${side} ${misfit}`];
    });
  const strangers = metadata.inputs.filter(({ name }) => !inputs.some((spec) => spec.name === name));
  const all = [
    ...problems('input', inputs, metadata.inputs),
    ...strangers.map(({ name }) => `input "${name}" is none of the track's`),
    ...problems('output', outputs, metadata.outputs),
  ];
  if (all.length > 0) throw new WrongAnswerError(`model ${metadata.name} does not fit the task: ${all.join('; ')}`);
}
