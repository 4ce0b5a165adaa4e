import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { overrideGradient } from './override-gradient.js';

const BACKEND = 'wasm';

/** Gradients of maxima and of PReLU without comparisons, which on wasm are plain loops: differences and steps are tuned. */
export function registerActivationWasmGradients(tf: TensorFlow): void {
  overrideGradient(tf, {
    kernelName: 'Max',
    backendName: BACKEND,
    gradFunc: (upstream, saved, attributes) => {
      const [x, largest] = saved as [Tensor, Tensor];
      const { reductionIndices } = attributes as unknown as { reductionIndices: number | number[] };
      const axes = tf.util.parseAxisParam(reductionIndices, x.shape);
      const kept = x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size));
      const dy = tf.reshape(upstream as Tensor, kept);
      const isLess = () => tf.step(tf.sub(tf.reshape(largest, kept), x));
      // Of equal values each gets all, as in tfjs.
      return { x: () => tf.mul(dy, tf.sub(1, isLess())) };
    },
  });
  overrideGradient(tf, {
    kernelName: 'Prelu',
    backendName: BACKEND,
    gradFunc: (upstream, saved) => {
      const [x, alpha] = saved as [Tensor, Tensor];
      const dy = upstream as Tensor;
      return {
        x: () => {
          const above = tf.mul(dy, tf.step(x));
          return tf.add(above, tf.mul(alpha, tf.sub(dy, above)));
        },
        alpha: () => {
          // The smaller of x and 0, whose own kernel is a plain loop.
          const each = tf.mul(dy, tf.neg(tf.relu(tf.neg(x))));
          const axes = tf.broadcast_util.getReductionAxes(alpha.shape, dy.shape);
          return tf.reshape(axes.length > 0 ? tf.sum(each, axes) : each, alpha.shape);
        },
      };
    },
  });
}
