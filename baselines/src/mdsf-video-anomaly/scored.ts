import type { NamedTensors } from '@paretoboard/contract/tensor.js';

/** One score an item, as the task wants them. */
export function scored(values: ArrayLike<number>): NamedTensors {
  return { score: { dtype: 'float32', shape: [values.length], data: Float32Array.from(values) } };
}
