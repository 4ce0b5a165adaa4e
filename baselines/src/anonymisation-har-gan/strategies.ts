import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { anonymisationLoss, hiddenIdentity, takenFor, transferLoss } from './losses.js';
import type { Settings } from './settings.js';

/** What a code is made of; all [items, codeSize]. */
export interface CodeParts {
  /** C_x. */
  readonly code: Tensor2D;
  /** C_z; null for a strategy without a latent branch. */
  readonly latent: Tensor2D | null;
  /** Mean codes of the subjects whose windows they are, and of the targets. */
  readonly ofSubject: Tensor2D;
  readonly ofTarget: Tensor2D;
}

/** What the frozen re-identifier and the discriminator say about changed windows, and who is who (one-hot). */
export interface Judged {
  /** BCE of the discriminator against “real”, [items]. */
  readonly real: Tensor1D;
  readonly logits: Tensor2D;
  readonly subjects: Tensor2D;
  readonly targets: Tensor2D;
}

export interface Strategy {
  /** What is put beside the noise z; null: there is no latent branch. */
  readonly condition: 'nothing' | 'subject' | 'target' | null;
  join(tf: TensorFlow, parts: CodeParts, settings: Settings): Tensor2D;
  /** The generator's; null: the autoencoder stays as it was trained alone. */
  readonly loss: ((tf: TensorFlow, judged: Judged, settings: Settings) => Scalar) | null;
}

function weightedSum(tf: TensorFlow, { code, latent }: CodeParts, { latent: { weights } }: Settings): Tensor2D {
  return tf.add(tf.mul(code, weights[0]), tf.mul(latent!, weights[1]));
}

function hidden(tf: TensorFlow, { real, logits, subjects }: Judged, { clipping }: Settings): Scalar {
  return anonymisationLoss(tf, real, hiddenIdentity(tf, logits, subjects), clipping);
}

/** Windows through the autoencoder, nothing else. */
export const autoencoderAlone: Strategy = { condition: null, join: (_tf, { code }) => code, loss: null };

/** Deep feature interpolation on the autoencoder alone: one mean code is taken away, another is added. */
export const plainTransfer: Strategy = {
  condition: null,
  join: (tf, { code, ofSubject, ofTarget }) => tf.add(tf.sub(code, ofSubject), ofTarget),
  loss: null,
};

/** Ours, to see what the identity term of the loss does: the discriminator alone. */
export const plainAdversarial: Strategy = {
  condition: 'nothing',
  join: weightedSum,
  loss: (tf, { real }) => tf.mean(real) as Scalar,
};

/** Anon_AG. */
export const agnostic: Strategy = { condition: 'nothing', join: weightedSum, loss: hidden };

/** Anon_AcG: the generator is told the subject, the discriminator is not. */
export const conditioned: Strategy = { condition: 'subject', join: weightedSum, loss: hidden };

/** Anon_DFI (Eq. 2 and 3). */
export const transferred: Strategy = {
  condition: 'target',
  join: (tf, { code, latent, ofSubject }) => tf.add(tf.sub(code, ofSubject), latent!),
  loss: (tf, { real, logits, targets }) => transferLoss(tf, real, takenFor(tf, logits, targets)),
};
