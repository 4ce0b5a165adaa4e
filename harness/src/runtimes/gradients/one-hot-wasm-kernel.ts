import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D } from '@tensorflow/tfjs';
import { replaceWasmKernel } from './replace-wasm-kernel.js';

interface OneHotAttributes {
  readonly dtype: 'int32' | 'float32' | 'bool';
  readonly depth: number;
  readonly onValue: number;
  readonly offValue: number;
}

/** The package's kernel writes whole numbers whatever dtype was asked for: read as float32, a one is 1.4e-45. */
export function correctOneHot(tf: TensorFlow): void {
  replaceWasmKernel(tf, 'OneHot', (inputs, attributes) => {
    const { dtype, depth, onValue, offValue } = attributes as unknown as OneHotAttributes;
    if (dtype === 'int32') return null;
    const hot = tf.cast(tf.oneHot(inputs['indices'] as Tensor1D, depth), dtype);
    if (dtype === 'bool' || (onValue === 1 && offValue === 0)) return hot;
    return tf.add(tf.mul(hot, onValue - offValue), offValue);
  });
}
