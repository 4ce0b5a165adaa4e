import { allocate, elementCount, type NamedTensors, type TensorSpec } from '@paretoboard/contract/tensor.js';

/**
 * Zeros of the right shape, at once: the price of the path itself (the null model), and a submission that must score at chance.
 * @throws RangeError for an output whose shape varies: the null submission cannot know it
 */
export function nullOutputs(outputs: readonly TensorSpec[], items: number): NamedTensors {
  return Object.fromEntries(
    outputs.map((spec) => {
      const shape = [items, ...spec.shape.map((size) => size ?? 1)];
      return [spec.name, { dtype: spec.dtype, shape, data: allocate(spec.dtype, elementCount(shape)) }];
    }),
  );
}
