import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import type { Tensor, Variable } from '@tensorflow/tfjs';

/** Trainable tensors by name, all float32. */
export type Weights = Readonly<Record<string, Tensor>>;

/** Number of values of all weights. */
export function countParameters(weights: Weights): number {
  return Object.values(weights).reduce((sum, tensor) => sum + tensor.size, 0);
}

/** Weights as one file of an artefact. */
export function packWeights(weights: Weights): Uint8Array {
  const tensors: NamedTensors = Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) => [
      name,
      { dtype: 'float32' as const, shape: tensor.shape, data: tensor.dataSync() as Float32Array },
    ]),
  );
  return packTensors(tensors);
}

/** Inverse of {@link packWeights}. */
export function unpackWeights(tf: TensorFlow, bytes: Uint8Array): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(unpackTensors(bytes)).map(([name, { data, shape }]) => [
      name,
      tf.tensor(data as Float32Array, [...shape], 'float32'),
    ]),
  );
}

/** Trainable variables with the given initial values; disposes the values. */
export function variablesOf(tf: TensorFlow, initial: Weights): Record<string, Variable> {
  return Object.fromEntries(
    Object.entries(initial).map(([name, value]) => {
      const variable = tf.variable(value, true);
      value.dispose();
      return [name, variable];
    }),
  );
}
