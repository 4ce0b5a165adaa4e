import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Scalar, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { completeIou } from './complete-iou.js';
import { valuesPerAnchor } from './network.js';
import { lossWeights } from './settings.js';

/** One head’s targets as tensors: `HeadTargets`, filled up to as many rows as any batch may have, so that all batches have the same shapes. */
export interface TargetTensors {
  readonly rows: Tensor1D;
  readonly boxes: Tensor2D;
  readonly anchors: Tensor2D;
  readonly objectness: Tensor1D;
  /** What each row counts in the mean over the rows: 1 / rows, and 0 for those that fill up. */
  readonly shares: Tensor1D;
}

/** Boxes in cells from raw predictions (YOLOv5): centre 2σ − 0.5 from its cell’s corner, size (2σ)² anchors. */
function decoded(tf: TensorFlow, raw: Tensor2D, anchors: Tensor2D): Tensor2D {
  const [count] = raw.shape;
  const twice = tf.mul(tf.sigmoid(raw.slice([0, 0], [count, 4])), 2);
  const centre = tf.sub(twice.slice([0, 0], [count, 2]), 0.5);
  const size = tf.mul(tf.square(twice.slice([0, 2], [count, 2])), anchors);
  return tf.concat([centre, size], 1) as Tensor2D;
}

/** CIoU loss of the assigned boxes and objectness cross-entropy of all cells, over the heads. */
export function detectionLoss(
  tf: TensorFlow,
  predictions: readonly Tensor4D[],
  targets: readonly TargetTensors[],
): Scalar {
  const parts = predictions.map((prediction, head) => {
    const { rows, boxes, anchors, objectness, shares } = targets[head]!;
    const flat = prediction.reshape([-1, valuesPerAnchor]) as Tensor2D;
    const logits = flat.slice([0, 4], [flat.shape[0], 1]).flatten() as Tensor1D;
    const sure = tf.mul(
      tf.losses.sigmoidCrossEntropy(objectness, logits),
      lossWeights.objectness * lossWeights.heads[head]!,
    );
    const found = decoded(tf, tf.gather(flat, rows.toInt()) as Tensor2D, anchors);
    const missed = tf.sum(tf.mul(tf.sub(1, completeIou(tf, found, boxes)), shares));
    return tf.add(sure, tf.mul(missed, lossWeights.box));
  });
  return parts.reduce((sum, part) => tf.add(sum, part)) as Scalar;
}
