import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { overrideGradient } from './override-gradient.js';

/**
 * Gradients of sum and mean that spread `dy` over the input's shape by a `Fill` kernel. tfjs multiplies by ones that
 * JavaScript writes number by number and then copies: a sixth of a training step with batch normalisation.
 */
export function registerReductionGradients(tf: TensorFlow, backendName: string): void {
  register('Sum', () => 1);
  register('Mean', (reduced) => 1 / reduced);

  function register(kernelName: 'Sum' | 'Mean', factor: (reduced: number) => number): void {
    overrideGradient(tf, {
      kernelName,
      backendName,
      gradFunc: (upstream, saved, attributes) => {
        const [x] = saved as [Tensor];
        const { axis } = attributes as unknown as { axis: number | number[] | null };
        const axes = tf.util.parseAxisParam(axis as number[], x.shape);
        const reduced = axes.reduce((count, dimension) => count * (x.shape[dimension] as number), 1);
        const expanded = x.shape.map((size, dimension) => (axes.includes(dimension) ? 1 : size));
        const dy = tf.reshape(upstream as Tensor, expanded);
        return { x: () => tf.mul(dy, tf.fill(x.shape, factor(reduced))) };
      },
    });
  }
}
