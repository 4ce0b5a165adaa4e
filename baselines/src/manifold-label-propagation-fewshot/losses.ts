import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import type { Moments } from '../layers/batch-normalisation.js';
import { crossEntropy } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';
import { classifyQueries } from './classify-queries.js';
import { drawTrainingEpisode, imagesAt, type LabelledPictures } from './labelled-pictures.js';
import { type Components, headLoss, refine } from './network.js';
import { inFourRotations, rotations } from './rotations.js';
import { type Configuration, ways } from './settings.js';

export interface Method {
  readonly configuration: Configuration;
  readonly components: Components;
  readonly shots: number;
}

const ofBatch: Moments = { from: 'batch' };

function refined(tf: TensorFlow, weights: Weights, { configuration, components }: Method, images: Tensor): Tensor2D {
  return refine(tf, components, configuration.backbone.features(tf, weights, images as Tensor4D, ofBatch));
}

/** Of some pictures: images [n, side, side, channels], classes int32 [4n] and rotations int32 [4n] of the four turns, one after the other. */
export function preTrainingBatch(tf: TensorFlow, rows: LabelledPictures, indices: ArrayLike<number>): Tensor[] {
  const own = Array.from(indices, (index) => rows.labels[index]!);
  const labels = Array.from({ length: rotations }, () => own).flat();
  const turns = Array.from({ length: rotations }, (_, turn) => own.map(() => turn)).flat();
  return [imagesAt(tf, rows, indices), tf.tensor1d(labels, 'int32'), tf.tensor1d(turns, 'int32')];
}

/** Loss of one batch of pre-training (Algorithm 1): classes and rotations, over the four rotations of each picture. */
export function preTrainingLoss(
  tf: TensorFlow,
  weights: Weights,
  method: Method,
  [images, labels, turns]: readonly Tensor[],
): Scalar {
  const features = refined(tf, weights, method, inFourRotations(tf, images as Tensor4D));
  return tf.add(
    headLoss(tf, weights, 'classes', features, labels as Tensor1D),
    headLoss(tf, weights, 'rotations', features, turns as Tensor1D),
  );
}

/** Of an episode of training classes: its images, support set first, int32 labels of support set and of queries within it, and its training classes. */
export function fineTuningBatch(
  tf: TensorFlow,
  { configuration, shots }: Method,
  rows: LabelledPictures,
  random: Random,
): Tensor[] {
  const { queriesPerClass } = configuration.fineTuning;
  const { indices, labels, supports } = drawTrainingEpisode(rows, { ways, shots, queriesPerClass }, random);
  const known = Int32Array.from(indices, (index) => rows.labels[index]!);
  const parts = [labels.subarray(0, supports), labels.subarray(supports), known];
  return [imagesAt(tf, rows, indices), ...parts.map((part) => tf.tensor1d(part, 'int32'))];
}

/** Loss of one episode of fine-tuning (Algorithm 2): propagation on the queries, and the classifier on all pictures. */
export function fineTuningLoss(
  tf: TensorFlow,
  weights: Weights,
  method: Method,
  [images, supportLabels, queryLabels, known]: readonly Tensor[],
): Scalar {
  const features = refined(tf, weights, method, images!);
  const logits = classifyQueries(tf, method.components, features, supportLabels as Tensor1D);
  const propagated = crossEntropy(tf, tf.oneHot(queryLabels!, ways) as Tensor2D, logits);
  return tf.add(propagated, headLoss(tf, weights, 'classes', features, known as Tensor1D));
}
