import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D } from '@tensorflow/tfjs';
import { kernelWidths } from './settings.js';

const leastMedian = 1e-6;

/** Median of the absolute differences between all values, each pair once. */
export function medianDifference(values: ArrayLike<number>): number {
  const differences = new Float64Array((values.length * (values.length - 1)) / 2);
  let filled = 0;
  for (let a = 0; a < values.length; a++)
    for (let b = a + 1; b < values.length; b++) differences[filled++] = Math.abs(values[a]! - values[b]!);
  differences.sort();
  return differences[Math.floor(differences.length / 2)] ?? 0;
}

/** Mean over all pairs of the sum of Gaussian kernels. */
function meanKernel(tf: TensorFlow, a: Tensor1D, b: Tensor1D, widths: readonly number[]): Scalar {
  // Not `squaredDifference`, whose gradient forgets that it broadcast.
  const squares = tf.square(tf.sub(a.reshape([-1, 1]), b.reshape([1, -1])));
  const kernels = widths.map((width) => tf.mean(tf.exp(tf.mul(squares, -1 / (2 * width ** 2)))));
  return kernels.reduce((sum, kernel) => tf.add(sum, kernel)) as Scalar;
}

/**
 * Squared maximum mean discrepancy of two samples of numbers (Eq. 1), biased: not negative, 0 for equal samples. The kernel is a sum of Gaussians whose
 * widths are multiples of the median difference in both samples together: the paper states no width.
 */
export function maximumMeanDiscrepancy(tf: TensorFlow, p: Tensor1D, q: Tensor1D): Scalar {
  // The width is no part of what is differentiated.
  const median = Math.max(leastMedian, medianDifference([...p.dataSync(), ...q.dataSync()]));
  const widths = kernelWidths.map((share) => share * median);
  const own: Tensor = tf.add(meanKernel(tf, p, p, widths), meanKernel(tf, q, q, widths));
  return tf.sub(own, tf.mul(2, meanKernel(tf, p, q, widths))) as Scalar;
}
