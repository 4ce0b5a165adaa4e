import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { convolution, convolutionWeights } from './convolution.js';

/** The root has no gradient at 0: a channel may be constant. */
const epsilon = 1e-8;

/** @param reduced channels within */
export function contrastAttentionWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  channels: number,
  reduced: number,
): Weights {
  return {
    ...convolutionWeights(tf, random, `${name}/reduce`, 1, channels, reduced),
    ...convolutionWeights(tf, random, `${name}/expand`, 1, reduced, channels),
  };
}

/** Contrast-aware channel attention (Hui et al. 2019, CCA): the sum of a channel's mean and standard deviation gates it. x: [n, h, w, channels]. */
export function contrastAttention(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D): Tensor4D {
  const mean = tf.mean(x, [1, 2], true);
  const deviation = tf.sqrt(tf.add(tf.mean(tf.square(tf.sub(x, mean)), [1, 2], true), epsilon));
  const inner = tf.relu(convolution(tf, weights, `${name}/reduce`, tf.add(mean, deviation) as Tensor4D));
  return tf.mul(x, tf.sigmoid(convolution(tf, weights, `${name}/expand`, inner)));
}
