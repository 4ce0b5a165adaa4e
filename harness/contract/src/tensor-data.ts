import type { Dtype } from './tensor.js';

export type TensorData = Uint8Array | Int32Array | Float32Array | Float64Array;

/** Number of elements of a shape; 1 for a scalar. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** A typed array of `length` zeros for `dtype`. */
export function allocate(dtype: Dtype, length: number): TensorData {
  switch (dtype) {
    case 'uint8':
    case 'bool':
      return new Uint8Array(length);
    case 'int32':
      return new Int32Array(length);
    case 'float32':
      return new Float32Array(length);
    case 'float64':
      return new Float64Array(length);
  }
}
