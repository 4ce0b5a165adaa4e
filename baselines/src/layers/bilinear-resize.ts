import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs';

/** Row by row the weights of the two nearest inputs, centres half a pixel in, edges held: [outputSize, inputSize]. */
function interpolation(inputSize: number, outputSize: number): Float32Array {
  const matrix = new Float32Array(outputSize * inputSize);
  for (let row = 0; row < outputSize; row++) {
    const at = Math.max(0, Math.min(inputSize - 1, ((row + 0.5) * inputSize) / outputSize - 0.5));
    const left = Math.min(inputSize - 1, Math.floor(at));
    const right = Math.min(inputSize - 1, left + 1);
    matrix[row * inputSize + left]! += 1 - (at - left);
    matrix[row * inputSize + right]! += at - left;
  }
  return matrix;
}

/**
 * Bilinear resizing [n, h, w, c] → [n, height, width, c] as two matrix products, as PyTorch's `interpolate` without aligned corners: TensorFlow.js's own
 * gradient forgets the half pixel, and wasm has none.
 */
export function bilinearResize(tf: TensorFlow, x: Tensor4D, height: number, width: number): Tensor4D {
  const [n, h, w, c] = x.shape;
  const perItem = (values: Float32Array, rows: number, columns: number): Tensor3D =>
    tf.tile(tf.tensor3d(values, [1, rows, columns]), [n, 1, 1]);
  const rows = tf.matMul(perItem(interpolation(h, height), height, h), x.reshape([n, h, w * c]) as Tensor3D);
  const columns = rows
    .reshape([n, height, w, c])
    .transpose([0, 2, 1, 3])
    .reshape([n, w, height * c]) as Tensor3D;
  const both = tf.matMul(perItem(interpolation(w, width), width, w), columns);
  return both.reshape([n, width, height, c]).transpose([0, 2, 1, 3]);
}
