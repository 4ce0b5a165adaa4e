import { batchNormalise, storedMoments } from '@paretoboard/baselines/layers/batch-normalisation.js';
import { convolution, convolutionWeights } from '@paretoboard/baselines/layers/convolution.js';
import { dense, denseWeights } from '@paretoboard/baselines/layers/dense.js';
import { integers, normal } from '../draw.mjs';
import { classification } from './classification.mjs';

const classes = 43;
const channels = [3, 32, 32, 64];

function logits(tf, weights, x, moments) {
  const convolve = (index, y) => tf.relu(convolution(tf, weights, `conv${index}`, y));
  const pool = (y) => tf.maxPool(y, 2, 2, 'valid');
  const first = batchNormalise(tf, convolve(0, x), 'norm', weights, moments);
  const last = pool(convolve(2, pool(convolve(1, first))));
  const hidden = tf.relu(dense(tf, weights, 'hidden', last.reshape([x.shape[0], -1])));
  return dense(tf, weights, 'logits', hidden);
}

const shared = classification(classes, (tf, weights, x) => logits(tf, weights, x, { from: 'batch' }));

/** Three convolutions, one batch normalisation, two dense layers on small pictures. */
export default {
  ...shared,
  id: 'cnn-batch-norm',
  batchSize: 64,
  learningRate: 1e-3,
  weights: (tf, random) => ({
    ...Object.assign(
      {},
      ...[0, 1, 2].map((at) => convolutionWeights(tf, random, `conv${at}`, 3, channels[at], channels[at + 1])),
    ),
    'norm/scale': tf.ones([32]),
    'norm/shift': tf.zeros([32]),
    ...denseWeights(tf, random, 'hidden', 8 * 8 * 64, 128),
    ...denseWeights(tf, random, 'logits', 128, classes),
  }),
  batch: (n, random) => ({ x: normal(random, [n, 32, 32, 3]), label: integers(random, [n], classes) }),
  infer: (tf, weights, x) =>
    logits(tf, weights, x, storedMoments({ 'norm/mean': tf.zeros([32]), 'norm/variance': tf.ones([32]) })),
};
