import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import type { ExampleBatch } from './examples.js';
import { contrastiveLoss, wordLoss } from './loss.js';
import { forward } from './network.js';
import { encodeBoxes } from './sequence-encoder.js';
import type { Configuration, MethodSettings } from './settings.js';

/** What is learnt by: cross-entropy of the four words, and the weighted contrastive loss of images and boxes. */
export function exampleLoss(
  tf: TensorFlow,
  weights: Weights,
  batch: ExampleBatch,
  { network: settings, training }: Pick<Configuration, 'network' | 'training'>,
  method: MethodSettings,
): Scalar {
  const { logits, pooled } = forward(tf, weights, batch, { settings, method, moments: { from: 'batch' } });
  const boxes = encodeBoxes(tf, weights, batch.words, batch.items, settings);
  const contrast = contrastiveLoss(tf, pooled, boxes, training.temperature);
  return tf.add(wordLoss(tf, logits, batch.words), tf.mul(contrast, training.contrastiveWeight)) as Scalar;
}
