import type { Tensor } from '@paretoboard/contract/tensor.js';

/** One entry of a tensor's first axis, sharing its memory. @throws RangeError if there is none of that number */
export function entryOf({ dtype, shape, data }: Tensor, index: number): Tensor {
  const [entries = 0, ...rest] = shape;
  if (index < 0 || index >= entries) throw new RangeError(`entry ${index} of ${entries}`);
  const size = data.length / entries;
  return { dtype, shape: rest, data: data.subarray(index * size, (index + 1) * size) };
}
