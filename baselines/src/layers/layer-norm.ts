import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';

const epsilon = 1e-6;

/** (x − mean) / √(variance + ε) over the last axis, with its gradient in closed form: a third of the operations. */
function normalised(tf: TensorFlow, x: Tensor): Tensor {
  const forward = tf.customGrad((input, save) => {
    const centred = tf.sub(input as Tensor, tf.mean(input as Tensor, -1, true));
    const inverse = tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), epsilon));
    const value = tf.mul(centred, inverse);
    (save as (tensors: Tensor[]) => void)([value, inverse]);
    const gradFunc = (dy: Tensor, saved: Tensor[]): Tensor => {
      const [unit, scale] = saved as [Tensor, Tensor];
      const along = tf.mul(unit, tf.mean(tf.mul(dy, unit), -1, true));
      return tf.mul(scale, tf.sub(tf.sub(dy, tf.mean(dy, -1, true)), along));
    };
    return { value, gradFunc };
  });
  return forward(x);
}

/** Layer normalisation over the last axis, which is `width` long; of pictures [n, h, w, width] it is also called pixel normalisation. */
export function layerNorm<T extends Tensor>(tf: TensorFlow, weights: Weights, name: string, x: T): T {
  return tf.add(tf.mul(normalised(tf, x), weights[`${name}/gain`]!), weights[`${name}/offset`]!) as T;
}

/** `name/gain` ones and `name/offset` zeros, each [width]. */
export function layerNormWeights(tf: TensorFlow, name: string, width: number): Weights {
  return { [`${name}/gain`]: tf.ones([width]), [`${name}/offset`]: tf.zeros([width]) };
}
