import type { TensorMetadata } from '../node-binding.js';

/** Bytes of a value by TensorFlow's number of its type: float32, float64, int32, uint8, int8, complex64, int64, bool, bfloat16, float16. */
const bytesOfType = new Map([
  [1, 4],
  [2, 8],
  [3, 4],
  [4, 1],
  [6, 1],
  [8, 8],
  [9, 8],
  [10, 1],
  [14, 2],
  [19, 2],
]);

/** null: a type whose size is not known. */
export function bytesOf({ shape, dtype }: Pick<TensorMetadata, 'shape' | 'dtype'>): number | null {
  const each = bytesOfType.get(dtype);
  return each === undefined ? null : shape.reduce((elements, extent) => elements * extent, each);
}

/** null where one of them is. */
export function sumOf(bytes: readonly (number | null)[]): number | null {
  return bytes.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}
