import type { TensorSpec } from '@paretoboard/contract/tensor.js';

/**
 * What a task wants of one entry of a set that is answered entry by entry: the spec of the whole set without its first axis, which counts queries of an
 * episode, or steps of a sequence. How long the set is does not matter to an entry.
 */
export function perEntry({ name, dtype, shape }: TensorSpec): TensorSpec {
  return { name, dtype, shape: shape.slice(1) };
}
