import type { NamedTensors } from '@paretoboard/contract/tensor.js';

/** Embeddings as an answer: [items, length]. */
export function embeddingsOf(values: Float32Array, items: number): NamedTensors {
  return { embedding: { dtype: 'float32', shape: [items, values.length / items], data: values } };
}
