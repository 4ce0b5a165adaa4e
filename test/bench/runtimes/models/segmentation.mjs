import { segmentationLoss } from '@paretoboard/baselines/swinhs-hippocampus/loss.js';
import { normal } from '../draw.mjs';

/**
 * What networks share that answer with a logit for each pixel or voxel. A batch has `x`, and `mask` [n, pixels].
 * @param logits (tf, weights, x) → [n, ..., 1]
 */
export function segmentation(logits) {
  return {
    inputs: ({ x }) => [x],
    targets: (tf, { mask }) => [tf.tensor(mask.data, mask.shape, 'float32')],
    infer: logits,
    loss: (tf, weights, [x], [mask]) => segmentationLoss(tf, logits(tf, weights, x).reshape(mask.shape), mask),
  };
}

/** Pictures or volumes with one channel, and masks: where the value is above 0. */
export function maskedNoise(random, shape) {
  const x = normal(random, shape);
  return {
    x,
    mask: {
      dtype: 'float32',
      shape: [shape[0], x.data.length / shape[0]],
      data: x.data.map((value) => (value > 0 ? 1 : 0)),
    },
  };
}
