import { Random } from '@paretoboard/sdk/random.js';

/** Small numbers, the same each time. */
export function arbitraryWeights(count: number): Float32Array<ArrayBuffer> {
  const random = new Random(1);
  return Float32Array.from({ length: count }, () => random.normal(0, 0.01));
}
