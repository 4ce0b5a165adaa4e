import { allocate, elementCount, type NamedTensors, type TensorSpec } from './tensor.js';

/**
 * Shape of one answer to `items` inputs, batch first. An axis that varies has the size that `follows` gives it, and 1 where nothing does.
 * @param inputs what was asked, with the batch as first axis
 * @throws RangeError if the output follows an input that is not there
 */
export function answerShape(spec: TensorSpec, items: number, inputs: NamedTensors): number[] {
  const { name, follows } = spec;
  const leader = follows && inputs[follows.input];
  if (follows && !leader) throw new RangeError(`output "${name}" follows input "${follows.input}", which is not there`);
  const sizes = spec.shape.map((size, axis) => size ?? (leader ? leader.shape[axis + 1]! * follows.times : 1));
  return [items, ...sizes];
}

/** Zeros of the right shape, at once: the price of the path itself (the null model), and a submission that must score at chance. */
export function nullOutputs(outputs: readonly TensorSpec[], items: number, inputs: NamedTensors = {}): NamedTensors {
  return Object.fromEntries(
    outputs.map((spec) => {
      const shape = answerShape(spec, items, inputs);
      return [spec.name, { dtype: spec.dtype, shape, data: allocate(spec.dtype, elementCount(shape)) }];
    }),
  );
}
