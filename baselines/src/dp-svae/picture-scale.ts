import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Activations } from '../layers/linear-map.js';

/** Side of the pictures. */
export const side = 32;
export const pixels = side * side;

/** Bytes as grey levels from −1 to 1. */
export function greyLevels(bytes: ArrayLike<number>): Float32Array {
  return Float32Array.from(bytes, (level) => level / 127.5 - 1);
}

export function pictureTensor(tf: TensorFlow, levels: Float32Array): Activations {
  return tf.tensor4d(levels, [levels.length / pixels, 1, pixels, 1]);
}
