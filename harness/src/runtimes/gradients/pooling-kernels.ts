import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs';
import { averagePoolGradient, type Pooling } from './pooling-gradients.js';
import { maxPoolGradientInMemory } from './pooling-wasm-kernel.js';
import type { WasmBackend } from './wasm-heap.js';

interface StoringBackend {
  readSync(dataId: object): Float32Array;
  write(values: Float32Array, shape: number[], dtype: string): object;
}

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const replaced = new Set<string>();

/**
 * Replaces the gradients of pooling that tfjs 4.22 gets wrong: on `wasm`, max pooling unless the windows tile the
 * input exactly; on `wasm` and `cpu`, average pooling with padding, where edge windows are divided by the full window.
 */
export function registerPoolingGradients(tf: TensorFlow, backendName: 'wasm' | 'cpu'): void {
  if (replaced.has(backendName)) return;
  replaced.add(backendName);
  replace('AvgPoolGrad', (backend, x, dy, pooling) => {
    const store = backend as unknown as StoringBackend;
    const values = averagePoolGradient(store.readSync(dy.dataId), pooling);
    return { dataId: store.write(values, x.shape, 'float32'), shape: x.shape, dtype: 'float32' };
  });
  if (backendName === 'wasm')
    replace('MaxPoolGrad', (backend, x, dy, pooling) =>
      maxPoolGradientInMemory(backend as unknown as WasmBackend, x, dy, pooling),
    );

  function replace(
    kernelName: string,
    compute: (backend: object, x: TensorInfo, dy: TensorInfo, pooling: Pooling) => TensorInfo,
  ): void {
    const kernelFunc: KernelFunc = ({ inputs, attrs, backend }) => {
      const { dy, input } = inputs as unknown as { dy: TensorInfo; input: TensorInfo };
      const { filterSize, strides, pad, dimRoundingMode } = attrs as unknown as PoolAttributes;
      const shape = input.shape as [number, number, number, number];
      const pooling = tf.backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
      return compute(backend as object, input, dy, pooling);
    };
    tf.unregisterKernel(kernelName, backendName);
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  }
}
