import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';

/** Keeps −log(1 − p) finite where the attacker is certain. */
const leastDoubt = 1e-6;

/** BCE of the discriminator's logits against “real”, −log D, [items]. */
export function asReal(tf: TensorFlow, logits: Tensor1D): Tensor1D {
  return tf.softplus(tf.neg(logits)) as Tensor1D;
}

/** BCE against “changed”, −log(1 − D), [items]. */
export function asChanged(tf: TensorFlow, logits: Tensor1D): Tensor1D {
  return tf.softplus(logits) as Tensor1D;
}

/** Probability of the named subject, [items]. @param subjects one-hot [items, classes] */
function probabilityOf(tf: TensorFlow, logits: Tensor2D, subjects: Tensor2D): Tensor1D {
  return tf.sum(tf.mul(tf.softmax(logits), subjects), 1) as Tensor1D;
}

/** Inverted cross-entropy −log(1 − p_y), [items]: small where the true subject gets a small probability. */
export function hiddenIdentity(tf: TensorFlow, logits: Tensor2D, subjects: Tensor2D): Tensor1D {
  return tf.neg(tf.log(tf.sub(1 + leastDoubt, probabilityOf(tf, logits, subjects)))) as Tensor1D;
}

/** Cross-entropy −log p_y′, [items]: small where the window is taken for the target. */
export function takenFor(tf: TensorFlow, logits: Tensor2D, targets: Tensor2D): Tensor1D {
  return tf.neg(tf.sum(tf.mul(tf.logSoftmax(logits), targets), 1)) as Tensor1D;
}

/** Loss of AG and AcG (Eq. 1): BCE(D) · (m · identity + b), window by window, then the mean. With b > 0 the discriminator keeps its say when the identity is hidden. */
export function anonymisationLoss(
  tf: TensorFlow,
  real: Tensor1D,
  identity: Tensor1D,
  { m, b }: { readonly m: number; readonly b: number },
): Scalar {
  return tf.mean(tf.mul(real, tf.add(tf.mul(identity, m), b))) as Scalar;
}

/** Loss of DFI (Eq. 3): BCE(D) · CE(ReID, y′). */
export function transferLoss(tf: TensorFlow, real: Tensor1D, transfer: Tensor1D): Scalar {
  return tf.mean(tf.mul(real, transfer)) as Scalar;
}
