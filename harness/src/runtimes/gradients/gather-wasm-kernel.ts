import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D } from '@tensorflow/tfjs';
import { replaceWasmKernel } from './replace-wasm-kernel.js';

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

/** The package's kernel takes the first batch's places for every batch: with batches it is one gathering of rows, each place moved on by what lies before its batch. */
export function correctBatchedGather(tf: TensorFlow): void {
  replaceWasmKernel(tf, 'GatherV2', (inputs, attributes) => {
    const { axis, batchDims } = attributes as unknown as GatherAttributes;
    if (batchDims === 0) return null;
    const x = inputs['x'] as Tensor;
    const indices = inputs['indices'] as Tensor;
    const shapes = tf.backend_util.segment_util.collectGatherOpShapeInfo(x, indices, axis, batchDims);
    const { batchSize, outerSize, dimSize, sliceSize, outputShape } = shapes;
    for (const place of indices.dataSync())
      if (place < 0 || place >= dimSize)
        throw new RangeError(`gather: the index ${place} is not in [0, ${dimSize - 1}]`);
    const before = tf.mul(tf.range(0, batchSize * outerSize, 1, 'int32'), tf.scalar(dimSize, 'int32'));
    const places = tf.add(before.reshape([batchSize, outerSize, 1]), indices.reshape([batchSize, 1, -1]));
    return tf.gather(x.reshape([-1, sliceSize]), places.flatten() as Tensor1D).reshape(outputShape);
  });
}
