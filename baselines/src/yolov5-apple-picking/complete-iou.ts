import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { withoutGradient } from '../layers/without-gradient.js';

const epsilon = 1e-7;

/**
 * CIoU (Zheng et al. 2020) of boxes with boxes, row by row: IoU − ρ² / c² − α v. As there, the weight α has no gradient.
 * @param a, b [n, 4]: centre x and y, width, height, in one unit
 * @returns [n], at most 1
 */
export function completeIou(tf: TensorFlow, a: Tensor2D, b: Tensor2D): Tensor1D {
  const [ax, ay, aw, ah] = tf.split(a, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const [bx, by, bw, bh] = tf.split(b, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
  const half = (size: Tensor): Tensor => tf.div(size, 2);
  const shared = (p: Tensor, pSize: Tensor, q: Tensor, qSize: Tensor): Tensor =>
    tf.relu(
      tf.sub(
        tf.minimum(tf.add(p, half(pSize)), tf.add(q, half(qSize))),
        tf.maximum(tf.sub(p, half(pSize)), tf.sub(q, half(qSize))),
      ),
    );
  const spanned = (p: Tensor, pSize: Tensor, q: Tensor, qSize: Tensor): Tensor =>
    tf.sub(
      tf.maximum(tf.add(p, half(pSize)), tf.add(q, half(qSize))),
      tf.minimum(tf.sub(p, half(pSize)), tf.sub(q, half(qSize))),
    );
  const overlap = tf.mul(shared(ax, aw, bx, bw), shared(ay, ah, by, bh));
  const union = tf.add(tf.sub(tf.add(tf.mul(aw, ah), tf.mul(bw, bh)), overlap), epsilon);
  const iou = tf.div(overlap, union);
  const diagonal = tf.add(tf.add(tf.square(spanned(ax, aw, bx, bw)), tf.square(spanned(ay, ah, by, bh))), epsilon);
  const distance = tf.add(tf.squaredDifference(ax, bx), tf.squaredDifference(ay, by));
  const slant = (w: Tensor, h: Tensor): Tensor => tf.atan(tf.div(w, tf.add(h, epsilon)));
  const v = tf.mul(tf.squaredDifference(slant(bw, bh), slant(aw, ah)), 4 / Math.PI ** 2);
  const alpha = withoutGradient(tf, (v, iou) => tf.div(v!, tf.add(tf.sub(v!, iou!), 1 + epsilon)), v, iou);
  return tf.sub(tf.sub(iou, tf.div(distance, diagonal)), tf.mul(alpha, v)).flatten() as Tensor1D;
}
