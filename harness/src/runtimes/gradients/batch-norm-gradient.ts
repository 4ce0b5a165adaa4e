import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import { overrideGradient } from './override-gradient.js';

/**
 * Gradient of batch normalisation with per-channel statistics. All five derivatives follow from two per-channel sums,
 * Σ dy and Σ dy·(x − mean), so the large tensor is passed over five times; tfjs composes each derivative separately
 * (about a dozen passes and a tiled copy). Shapes other than per-channel statistics keep the original.
 */
export function registerBatchNormGradient(tf: TensorFlow, backendName: string): void {
  const original = tf.getGradient('FusedBatchNorm');
  overrideGradient(tf, {
    kernelName: 'FusedBatchNorm',
    backendName,
    gradFunc: (upstream, saved, attributes) => {
      const [x, mean, variance, scale] = saved as [Tensor, Tensor, Tensor, Tensor | undefined];
      if (mean.rank !== 1 && original) return original.gradFunc(upstream, saved, attributes);
      const dy = upstream as Tensor;
      const { varianceEpsilon } = attributes as unknown as { varianceEpsilon: number };
      const axes = x.shape.map((_, axis) => axis).slice(0, -1);
      const inverse = tf.rsqrt(tf.add(variance, varianceEpsilon));
      const factor = scale ? tf.mul(inverse, scale) : inverse;
      // Here and not in the functions below: tfjs disposes what each of those creates, and these are shared.
      const total = tf.sum(dy, axes);
      const weighted = tf.sum(tf.mul(dy, tf.sub(x, mean)), axes);
      return {
        x: () => tf.mul(dy, factor),
        mean: () => tf.neg(tf.mul(total, factor)),
        variance: () => tf.mul(tf.mul(weighted, -0.5), tf.mul(factor, tf.square(inverse))),
        scale: () => tf.mul(weighted, inverse),
        offset: () => tf.clone(total),
      };
    },
  });
}
