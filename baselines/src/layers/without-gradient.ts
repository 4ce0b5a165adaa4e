import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** What `make` gives of the inputs, as a constant to whoever differentiates: its gradient is 0. @param make may use operations that have no gradient */
export function withoutGradient<Made extends Tensor>(
  tf: TensorFlow,
  make: (...inputs: Tensor[]) => Made,
  ...inputs: Tensor[]
): Made {
  const call = tf.customGrad((...given) => {
    const tensors = given.slice(0, inputs.length) as Tensor[];
    // By their shapes: nobody keeps the inputs until then.
    return { value: make(...tensors), gradFunc: () => tensors.map(({ shape }) => tf.zeros(shape)) };
  });
  return call(...inputs) as Made;
}
