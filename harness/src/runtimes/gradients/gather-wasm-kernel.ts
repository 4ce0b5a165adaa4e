import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { TensorInfo } from '@tensorflow/tfjs';
import { replaceWasmKernelFunction } from './replace-wasm-kernel.js';
import { copyRow } from './wasm-copies.js';
import { heapOf, type WasmBackend } from './wasm-heap.js';

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

/** Gathers by copies of rows. The package's kernel takes the first batch's places for every batch, and computes each number's place from those of all axes. */
export function replaceGather(tf: TensorFlow): void {
  replaceWasmKernelFunction(tf, 'GatherV2', (original) => (call) => {
    const { x, indices } = call.inputs as Record<'x' | 'indices', TensorInfo>;
    if (x.dtype === 'string' || indices.dtype !== 'int32') return original(call);
    const { axis, batchDims } = call.attrs as unknown as GatherAttributes;
    const at = tf.util.parseAxisParam(axis, x.shape)[0]!;
    const shapes = tf.backend_util.segment_util.collectGatherOpShapeInfo(x as never, indices as never, at, batchDims);
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } = shapes;
    const backend = call.backend as WasmBackend;
    const out = backend.makeOutput(outputShape, x.dtype);
    const places = backend.typedArrayFromHeap(indices) as Int32Array;
    const heap = heapOf(backend, x.dtype);
    const perBatch = places.length / batchSize;
    const begin = heap.begin(x);
    let to = heap.begin(out);
    for (let outer = 0; outer < batchSize * outerSize; outer++) {
      const first = Math.floor(outer / outerSize) * perBatch;
      for (let index = first; index < first + perBatch; index++) {
        const place = places[index]!;
        if (place < 0 || place >= dimSize) {
          backend.disposeData(out.dataId);
          throw new RangeError(`GatherV2: the index value ${place} is not in [0, ${dimSize - 1}]`);
        }
        to = copyRow(heap, begin + (outer * dimSize + place) * sliceSize, to, sliceSize);
      }
    }
    return out;
  });
}
