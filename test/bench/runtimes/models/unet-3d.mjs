import { unet3d } from '@paretoboard/baselines/swinhs-hippocampus/unet-3d.js';
import { maskedNoise, segmentation } from './segmentation.mjs';

export default {
  id: 'unet-3d',
  batchSize: 2,
  learningRate: 1e-3,
  weights: (tf, random) => unet3d.initialWeights(tf, random),
  batch: (n, random) => maskedNoise(random, [n, 32, 32, 32, 1]),
  ...segmentation((tf, weights, x) => unet3d.logits(tf, weights, x)),
};
