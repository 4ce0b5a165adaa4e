import { convolution, convolutionWeights } from '@paretoboard/baselines/layers/convolution.js';
import { upsampleNearest } from '@paretoboard/baselines/layers/upsample-nearest.js';
import { maskedNoise, segmentation } from './segmentation.mjs';

/** Channels by level, full resolution first. */
const widths = [16, 32, 64];

const levelWeights = (tf, random, name, channelsIn, width) => ({
  ...convolutionWeights(tf, random, `${name}/first`, 3, channelsIn, width),
  ...convolutionWeights(tf, random, `${name}/second`, 3, width, width),
});

const level = (tf, weights, name, x) =>
  ['first', 'second'].reduce((y, part) => tf.relu(convolution(tf, weights, `${name}/${part}`, y)), x);

function logits(tf, weights, x) {
  const features = [level(tf, weights, 'down0', x)];
  for (let depth = 1; depth < widths.length; depth++)
    features.push(level(tf, weights, `down${depth}`, tf.maxPool(features.at(-1), 2, 2, 'valid')));
  let y = features.pop();
  for (let depth = widths.length - 2; depth >= 0; depth--)
    y = level(tf, weights, `up${depth}`, tf.concat([upsampleNearest(tf, y), features[depth]], 3));
  return convolution(tf, weights, 'head', y);
}

/** U-Net (Ronneberger et al. 2015) with same padding, and nearest neighbours in the place of transposed convolutions. */
export default {
  id: 'unet-2d',
  batchSize: 8,
  learningRate: 1e-3,
  weights: (tf, random) =>
    Object.assign(
      {},
      ...widths.map((width, depth) => levelWeights(tf, random, `down${depth}`, widths[depth - 1] ?? 1, width)),
      levelWeights(tf, random, 'up1', widths[2] + widths[1], widths[1]),
      levelWeights(tf, random, 'up0', widths[1] + widths[0], widths[0]),
      convolutionWeights(tf, random, 'head', 1, widths[0], 1),
    ),
  batch: (n, random) => maskedNoise(random, [n, 64, 64, 1]),
  ...segmentation(logits),
};
