import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** Gaussian error linear unit x Φ(x) (Hendrycks & Gimpel 2016), exact, with its gradient Φ(x) + x φ(x) in closed form. Keeps the shape. */
export function gelu<T extends Tensor>(tf: TensorFlow, x: T): T {
  const forward = tf.customGrad((input, save) => {
    const value = input as Tensor;
    const share = tf.mul(tf.add(tf.erf(tf.mul(value, Math.SQRT1_2)), 1), 0.5);
    (save as (tensors: Tensor[]) => void)([value, share]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [at, below] = saved as [Tensor, Tensor];
      const density = tf.mul(tf.exp(tf.mul(tf.square(at), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return tf.mul(dy, tf.add(below, tf.mul(at, density)));
    };
    return { value: tf.mul(value, share), gradFunc };
  });
  return forward(x) as T;
}
