import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import type { CodeGeometry } from './code-geometry.js';
import { decode, type Mode } from './convolutional-autoencoder.js';
import { latentCode } from './latent-branch.js';
import type { Settings } from './settings.js';
import type { Strategy } from './strategies.js';

/** Codes of windows, and what the change depends on. */
export interface GeneratorBatch {
  /** C_x, [items, codeSize]. */
  readonly code: Tensor2D;
  /** z, [items, size]. */
  readonly noise: Tensor2D;
  /** One-hot, [items, classes]. */
  readonly subjects: Tensor2D;
  readonly targets: Tensor2D;
}

/** A strategy with what it was trained to. */
export interface Generator {
  readonly strategy: Strategy;
  readonly settings: Settings;
  readonly geometry: CodeGeometry;
  /** Mean codes of the subjects, [classes, codeSize]. */
  readonly means: Tensor2D;
}

function latentOf(tf: TensorFlow, weights: Weights, { condition }: Strategy, batch: GeneratorBatch): Tensor2D | null {
  if (condition === null) return null;
  if (condition === 'nothing') return latentCode(tf, weights, batch.noise);
  const beside = condition === 'subject' ? batch.subjects : batch.targets;
  return latentCode(tf, weights, tf.concat([batch.noise, beside], 1) as Tensor2D);
}

/** Length of what enters the latent branch. */
export function latentInputs({ condition }: Strategy, size: number, classes: number): number {
  return condition === 'nothing' ? size : size + classes;
}

/** Changed windows [items, steps, channels, 1] in [0, 1]. */
export function generate(
  tf: TensorFlow,
  weights: Weights,
  { strategy, settings, geometry, means }: Generator,
  batch: GeneratorBatch,
  mode: Mode,
): Tensor4D {
  const joined = strategy.join(
    tf,
    {
      code: batch.code,
      latent: latentOf(tf, weights, strategy, batch),
      ofSubject: tf.matMul(batch.subjects, means),
      ofTarget: tf.matMul(batch.targets, means),
    },
    settings,
  );
  const [time, width] = geometry.encoded.at(-1)!;
  const channels = settings.autoencoder.channels[2];
  const code = joined.reshape([joined.shape[0], time, width, channels]) as Tensor4D;
  return decode(tf, weights, code, geometry, settings.autoencoder, mode);
}

/** z of `items` windows. */
export function drawNoise(tf: TensorFlow, items: number, size: number, random: Random): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: items * size }, () => random.normal()),
    [items, size],
  );
}
