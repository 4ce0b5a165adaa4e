import { SampleError } from '../statistics/sample.js';

/** Values of length 1; zeros stay zeros: such an embedding is as near to one picture as to another. @throws SampleError */
function unitVector(embedding: ArrayLike<number>): Float64Array {
  const values = Float64Array.from(embedding);
  // The largest first: squares of large finite numbers are not finite.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (!Number.isFinite(largest)) throw new SampleError(`embedding with ${largest}: not finite`);
  if (largest === 0) return values;
  const scaled = values.map((value) => value / largest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}

/**
 * Cosines between two lists of embeddings, row by row; the shorter of two embeddings is continued by zeros. Equal embeddings have equal cosines with
 * everything, to the last bit.
 * @returns `row(query)`: [gallery] in [−1, 1], 0 for an embedding of zeros
 * @throws SampleError on a value that is not finite
 */
export function cosineMatrix(
  queries: readonly ArrayLike<number>[],
  gallery: readonly ArrayLike<number>[],
): (query: number) => Float64Array {
  const units = gallery.map(unitVector);
  const own = queries.map(unitVector);
  return (query) => {
    const left = own[query]!;
    return Float64Array.from(units, (right) => {
      const length = Math.min(left.length, right.length);
      let sum = 0;
      for (let at = 0; at < length; at++) sum += left[at]! * right[at]!;
      return sum;
    });
  };
}
