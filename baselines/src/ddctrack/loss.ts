import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { crossEntropy } from '../shared/train-classifier.js';

function unit(tf: TensorFlow, x: Tensor2D): Tensor2D {
  return tf.div(x, tf.sqrt(tf.add(tf.sum(tf.square(x), -1, true), 1e-8))) as Tensor2D;
}

/**
 * Symmetric InfoNCE over the batch: S = O Pᵀ / τ of unit rows, its diagonal against the rest of its row, and of its column.
 * @param images O, [n, width] @param boxes P, [n, width]
 */
export function contrastiveLoss(tf: TensorFlow, images: Tensor2D, boxes: Tensor2D, temperature: number): Scalar {
  const scores = tf.div(tf.matMul(unit(tf, images), unit(tf, boxes), false, true), temperature) as Tensor2D;
  const matched = tf.eye(images.shape[0]);
  const rows = crossEntropy(tf, matched, scores);
  return tf.mul(tf.add(rows, crossEntropy(tf, matched, tf.transpose(scores))), 0.5) as Scalar;
}

/** Mean cross-entropy of the four words. @param words [n · 4] @param logits [n, 4, bins] */
export function wordLoss(tf: TensorFlow, logits: Tensor3D, words: Int32Array): Scalar {
  const bins = logits.shape[2];
  const flat = logits.reshape([words.length, bins]) as Tensor2D;
  return crossEntropy(tf, tf.oneHot(tf.tensor1d(words, 'int32'), bins).toFloat() as Tensor2D, flat);
}
