import { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor } from '@tensorflow/tfjs';

/** By automatic differentiation, and by central differences. */
export interface Slopes {
  readonly computed: number;
  readonly measured: number;
}

const usualStep = 1e-2;

/**
 * The slope of a weighted sum of a layer's values along a random direction in all of its tensors at once: a wrong gradient of any of them shows.
 * @param layer of tensors in the order of `at`; `at` should not lie at a kink
 * @param step of the difference: a smaller one crosses fewer kinks, and is less exact
 */
export function directionalSlopes(
  tf: TensorFlow,
  layer: (...tensors: Tensor[]) => Tensor,
  at: readonly Tensor[],
  seed: number,
  step = usualStep,
): Slopes {
  const random = new Random(seed);
  const drawn = (shape: number[]): Tensor => {
    const size = shape.reduce((product, length) => product * length, 1);
    return tf.tensor(
      Float32Array.from({ length: size }, () => random.normal()),
      shape,
    );
  };
  const weights = drawn(layer(...at).shape);
  const directions = at.map((tensor) => drawn(tensor.shape));
  const sum = (...tensors: Tensor[]): Scalar => tf.sum(tf.mul(layer(...tensors), weights)) as Scalar;
  const moved = (by: number): number =>
    sum(...at.map((tensor, index) => tf.add(tensor, tf.mul(directions[index]!, by)))).dataSync()[0]!;
  const gradients = tf.grads(sum)([...at]);
  const computed = gradients.reduce(
    (total, gradient, index) => total + tf.sum(tf.mul(gradient, directions[index]!)).dataSync()[0]!,
    0,
  );
  return { computed, measured: (moved(step) - moved(-step)) / (2 * step) };
}
