import { scale } from '@paretoboard/tasks/alkdnet-super-resolution/sizes.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import { convolution, convolutionWeights } from '../layers/convolution.js';
import { pixelShuffle } from '../layers/pixel-shuffle.js';
import type { Weights } from '../shared/weights.js';
import { type EnlargingNetwork, networkSubmission, settings } from './network-submission.js';

/** Channels of the features and of the mapping between them: about as many parameters as the paper's small configuration. */
const [wide, narrow] = [32, 12];
const mappings = ['map1', 'map2'] as const;

/**
 * A plain network in the manner of FSRCNN (Dong et al. 2016): wide features, shrink, map, expand, enlarge at the end. Three colours instead of Y and a pixel
 * shuffle instead of the transposed convolution, because answers are in colour.
 */
export const fsrcnn: EnlargingNetwork = {
  initialWeights: (tf, random): Weights => ({
    ...convolutionWeights(tf, random, 'features', 5, 3, wide),
    'features/slope': tf.fill([wide], 0.25),
    ...convolutionWeights(tf, random, 'shrink', 1, wide, narrow),
    ...Object.assign({}, ...mappings.map((name) => convolutionWeights(tf, random, name, 3, narrow, narrow))),
    ...convolutionWeights(tf, random, 'expand', 1, narrow, wide),
    ...convolutionWeights(tf, random, 'up', 3, wide, 3 * scale ** 2),
  }),
  enlarge(tf, weights, small) {
    const features = tf.prelu(convolution(tf, weights, 'features', small), weights['features/slope']!) as Tensor4D;
    let x = tf.relu(convolution(tf, weights, 'shrink', features));
    for (const name of mappings) x = tf.relu(convolution(tf, weights, name, x));
    const expanded = tf.relu(convolution(tf, weights, 'expand', x));
    return pixelShuffle(convolution(tf, weights, 'up', expanded), scale);
  },
};

/** A step costs a tenth of one of the paper's network: ten times as many take about as long. */
export default networkSubmission(fsrcnn, { ...settings, steps: 10 * settings.steps });
