import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor2D } from '@tensorflow/tfjs';

/** Eq. 9: softmax of logits divided by the temperature. */
export function softTargets(tf: TensorFlow, logits: Tensor2D, temperature: number): Tensor2D {
  return tf.softmax(tf.div(logits, temperature)) as Tensor2D;
}

/**
 * Mean KL(teacher ‖ student) at a temperature, in nats: the usual direction, which Eq. 11 has and Eq. 10 has reversed. Not multiplied by the
 * squared temperature: that is the weight's part.
 */
export function distillationLoss(tf: TensorFlow, teacher: Tensor2D, student: Tensor2D, temperature: number): Scalar {
  const p = softTargets(tf, teacher, temperature);
  const logP = tf.logSoftmax(tf.div(teacher, temperature) as Tensor2D);
  const logQ = tf.logSoftmax(tf.div(student, temperature) as Tensor2D);
  return tf.mean(tf.sum(tf.mul(p, tf.sub(logP, logQ)), -1)) as Scalar;
}
