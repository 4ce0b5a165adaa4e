import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';

/** Quarter turns that a picture is trained on. */
export const rotations = 4;

/** A batch in four rotations, 0°, 90°, 180°, 270°, one after the other. @param images [n, side, side, channels] @returns [4n, …] */
export function inFourRotations(tf: TensorFlow, images: Tensor4D): Tensor4D {
  const transposed = tf.transpose(images, [0, 2, 1, 3]);
  return tf.concat4d(
    [images, tf.reverse4d(transposed, 1), tf.reverse4d(images, [1, 2]), tf.reverse4d(transposed, 2)],
    0,
  );
}
