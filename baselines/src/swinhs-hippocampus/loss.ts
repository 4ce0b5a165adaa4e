import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs';

/** Of the soft Dice, so that an empty volume has one. */
const smooth = 1;

/**
 * 1 − soft Dice (Milletari et al. 2016), the mean over volumes, plus binary cross-entropy, the mean over voxels.
 * @param logits [n, voxels]
 * @param masks [n, voxels], 0 or 1
 */
export function segmentationLoss(tf: TensorFlow, logits: Tensor2D, masks: Tensor2D): Scalar {
  const probability = tf.sigmoid(logits);
  const overlap = tf.sum(tf.mul(probability, masks), 1);
  const sizes = tf.add(tf.sum(probability, 1), tf.sum(masks, 1));
  const dice = tf.div(tf.add(tf.mul(overlap, 2), smooth), tf.add(sizes, smooth)) as Tensor;
  const crossEntropy = tf.mean(tf.sub(tf.softplus(logits), tf.mul(logits, masks)));
  return tf.add(tf.sub(1, tf.mean(dice)), crossEntropy) as Scalar;
}
