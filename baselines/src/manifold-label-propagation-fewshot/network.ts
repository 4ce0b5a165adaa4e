import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs';
import { smoothFeatures } from '../layers/propagation.js';
import { glorotMatrix } from '../shared/initial-values.js';
import { crossEntropy } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import type { Backbone } from './backbone.js';
import { rotations } from './rotations.js';
import { alpha } from './settings.js';

/** What of the method is in use; the comparators leave parts of it out. */
export interface Components {
  /** Manifold smoothing of the features, in both phases and at test time. */
  readonly smoothing: boolean;
  /** Label propagation from support to queries; else the nearest mean of a class's support. Without it there is nothing to fine-tune on episodes. */
  readonly labelPropagation: boolean;
}

/** Backbone, the linear classifier of the training classes, and that of the rotations. */
export function initialNetwork(
  tf: TensorFlow,
  random: Random,
  backbone: Backbone,
  classes: number,
): Record<string, Tensor> {
  return {
    ...backbone.initialWeights(tf, random.fork('backbone')),
    'classes/matrix': glorotMatrix(tf, random.fork('classes'), backbone.width, classes),
    'classes/bias': tf.zeros([classes]),
    'rotations/matrix': glorotMatrix(tf, random.fork('rotations'), backbone.width, rotations),
    'rotations/bias': tf.zeros([rotations]),
  };
}

/**
 * Features as the classifiers take them: smoothed over the set that they come with, times 1 − alpha. That factor changes nothing in the graph of the labels, and the
 * linear classifiers could learn it; without it features are ten times as long, and the first steps of training lead nowhere.
 * @param features [n, width]
 */
export function refine(tf: TensorFlow, { smoothing }: Components, features: Tensor2D): Tensor2D {
  return smoothing ? (tf.mul(smoothFeatures(tf, features, alpha), 1 - alpha) as Tensor2D) : features;
}

/** Cross-entropy of a linear head. @param labels int32 [n] */
export function headLoss(
  tf: TensorFlow,
  weights: Weights,
  head: 'classes' | 'rotations',
  features: Tensor2D,
  labels: Tensor1D,
): Scalar {
  const matrix = weights[`${head}/matrix`] as Tensor2D;
  const logits = tf.add(tf.matMul(features, matrix), weights[`${head}/bias`]!) as Tensor2D;
  return crossEntropy(tf, tf.oneHot(labels, matrix.shape[1]) as Tensor2D, logits);
}
