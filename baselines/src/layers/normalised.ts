import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** (x − mean) / √(variance + ε) along one axis, with its gradient in closed form: a third of the operations. Keeps the shape. */
export function normalised<T extends Tensor>(tf: TensorFlow, x: T, axis: number, epsilon: number): T {
  const forward = tf.customGrad((input, save) => {
    const centred = tf.sub(input as Tensor, tf.mean(input as Tensor, axis, true));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axis, true), epsilon));
    const value = tf.mul(centred, inverse);
    (save as (tensors: Tensor[]) => void)([value, inverse]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [unit, scale] = saved as [Tensor, Tensor];
      const along = tf.mul(unit, tf.mean(tf.mul(dy, unit), axis, true));
      return tf.mul(scale, tf.sub(tf.sub(dy, tf.mean(dy, axis, true)), along));
    };
    return { value, gradFunc };
  });
  return forward(x) as T;
}
