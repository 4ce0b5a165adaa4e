import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';

/**
 * Repeats each pixel of [n, h, w, c] to [n, 2h, 2w, c]. Made of concatenations, whose gradient every runtime has.
 */
export function upsampleNearest(tf: TensorFlow, x: Tensor4D): Tensor4D {
  const [n, h, w, c] = x.shape;
  const wide = tf.concat([x, x], 3).reshape([n, h, 1, 2 * w * c]);
  return tf.concat([wide, wide], 2).reshape([n, 2 * h, 2 * w, c]) as Tensor4D;
}
