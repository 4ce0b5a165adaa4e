import { elementCount } from '@paretoboard/contract/tensor-data.js';
import type { TensorInfo } from '@tensorflow/tfjs';
import { forEachWindow, type Pooling } from './pooling-gradients.js';
import { floatsOf, functionsOf, type WasmBackend } from './wasm-heap.js';
import { beginOf } from './wasm-products.js';

const BYTES = 4;

/** Gradient of max pooling by its input, within the module's memory, window by window. Of equal values in a window the first gets all, as in TensorFlow. */
export function maxPoolGradientInMemory(
  backend: WasmBackend,
  x: TensorInfo,
  dy: TensorInfo,
  pooling: Pooling,
): TensorInfo {
  const out = backend.makeOutput(x.shape, 'float32');
  const floats = floatsOf(backend);
  const { maxPoolWindow } = functionsOf(backend);
  const { inChannels, inWidth } = pooling;
  const [fromX, fromDy, to] = [x, dy, out].map((tensor) => beginOf(backend, tensor)) as [number, number, number];
  floats.fill(0, to, to + elementCount(x.shape));
  const pixel = BYTES * inChannels;
  forEachWindow(pooling, (place, first, rows, columns) => {
    maxPoolWindow(
      ...[BYTES * (fromX + first), BYTES * (fromDy + place), BYTES * (to + first)],
      ...[inChannels, rows, columns, inWidth * pixel, pixel],
    );
  });
  return out;
}
