import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs';
import { withoutGradient } from '../layers/without-gradient.js';
import { kernelWidths } from './settings.js';

const leastMedian = 1e-6;

/**
 * Median of the absolute differences between all values, each pair once; the upper one of two; 0 for a single value. It has no gradient.
 * @param values [n]
 */
export function medianDifference(tf: TensorFlow, values: Tensor1D): Scalar {
  const pairs = (values.size * (values.size - 1)) / 2;
  if (pairs === 0) return tf.scalar(0);
  // All n² differences have each pair twice and n zeros, which are the last.
  const place = 2 * Math.ceil(pairs / 2);
  return withoutGradient(
    tf,
    (all) => {
      const differences = tf.abs(tf.sub(all!.reshape([-1, 1]), all!.reshape([1, -1])));
      const largest = tf.topk(differences.flatten(), place).values;
      return largest.slice([place - 1], [1]).asScalar();
    },
    values,
  );
}

/** Mean over all pairs of the sum of Gaussian kernels. */
function meanKernel(tf: TensorFlow, a: Tensor1D, b: Tensor1D, widths: readonly Scalar[]): Scalar {
  // Not `squaredDifference`, whose gradient forgets that it broadcast.
  const squares = tf.square(tf.sub(a.reshape([-1, 1]), b.reshape([1, -1])));
  const kernels = widths.map((width) => tf.mean(tf.exp(tf.div(squares, tf.mul(tf.square(width), -2)))));
  return kernels.reduce((sum, kernel) => tf.add(sum, kernel)) as Scalar;
}

/**
 * Squared maximum mean discrepancy of two samples of numbers (Eq. 1), biased: not negative, 0 for equal samples. The kernel is a sum of Gaussians whose
 * widths are multiples of the median difference in both samples together: the paper states no width.
 */
export function maximumMeanDiscrepancy(tf: TensorFlow, p: Tensor1D, q: Tensor1D): Scalar {
  const median = tf.maximum(leastMedian, medianDifference(tf, tf.concat1d([p, q])));
  const widths = kernelWidths.map((share): Scalar => tf.mul(median, share));
  const own: Tensor = tf.add(meanKernel(tf, p, p, widths), meanKernel(tf, q, q, widths));
  return tf.sub(own, tf.mul(2, meanKernel(tf, p, q, widths))) as Scalar;
}
