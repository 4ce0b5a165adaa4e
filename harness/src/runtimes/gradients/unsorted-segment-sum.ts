import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/**
 * Sums rows by segment. Rows whose id is outside 0 … segments − 1 are dropped.
 * @param x [n, ...]
 * @param segmentIds [n], int32
 * @returns [segments, ...], the dtype of `x`
 */
export function unsortedSegmentSum(tf: TensorFlow, x: Tensor, segmentIds: Tensor, segments: number): Tensor {
  const [rows = 0, ...rest] = x.shape;
  const dropped = tf.logicalOr(tf.less(segmentIds, 0), tf.greaterEqual(segmentIds, segments));
  // Out of range rows go to one segment more, which is cut off: scattering beyond the end would write foreign memory.
  const ids = tf.where(dropped, tf.fill([rows], segments, 'int32'), tf.cast(segmentIds, 'int32'));
  const all = tf.scatterND(tf.reshape(ids, [rows, 1]), x, [segments + 1, ...rest]);
  return tf.slice(all, new Array(x.rank).fill(0), [segments, ...rest]);
}
