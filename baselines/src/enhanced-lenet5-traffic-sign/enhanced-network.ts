import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import { dropout } from '../shared/train-classifier.js';
import type { Weights } from '../shared/weights.js';

export type Activation = 'prelu' | 'relu';

/** Table 3 of the paper: convolutions 3 × 3, valid padding; pooling 2 × 2 with same padding: 32 → 30 → 15 → 13 → 7 → 5 → 3. */
const convolutions = [
  { channelsIn: 1, channelsOut: 32, sizeOut: 30 },
  { channelsIn: 32, channelsOut: 64, sizeOut: 13 },
  { channelsIn: 64, channelsOut: 64, sizeOut: 5 },
] as const;
const flat = 576;
const hidden = 512;

/** Rates are not printed; these are ours. */
const dropoutRates = { convolution: 0.25, dense: 0.5 } as const;

/** Initial weights; with PReLU one slope for each position and channel, as Keras has by default. 414,443 values with 43 classes. */
export function initialWeights(tf: TensorFlow, random: Random, classes: number, activation: Activation): Weights {
  const weights: Record<string, Tensor> = {};
  for (const [index, { channelsIn, channelsOut, sizeOut }] of convolutions.entries()) {
    weights[`conv${index}/filter`] = glorotFilter(tf, random, [3, 3, channelsIn, channelsOut]);
    weights[`conv${index}/bias`] = tf.zeros([channelsOut]);
    if (activation === 'prelu') weights[`conv${index}/slope`] = tf.zeros([sizeOut, sizeOut, channelsOut]);
  }
  weights['dense/matrix'] = glorotMatrix(tf, random, flat, hidden);
  weights['dense/bias'] = tf.zeros([hidden]);
  weights['logits/matrix'] = glorotMatrix(tf, random, hidden, classes);
  weights['logits/bias'] = tf.zeros([classes]);
  return weights;
}

function block(tf: TensorFlow, weights: Weights, index: number, x: Tensor4D): Tensor4D {
  const filter = weights[`conv${index}/filter`] as Tensor4D;
  const slope = weights[`conv${index}/slope`];
  const sum = tf.add(tf.conv2d(x, filter, 1, 'valid'), weights[`conv${index}/bias`]!) as Tensor4D;
  const activated = (slope ? tf.prelu(sum, slope) : tf.relu(sum)) as Tensor4D;
  return tf.maxPool(activated, 2, 2, 'same');
}

/**
 * @param x float32 [n, 32, 32, 1]
 * @param random draws dropout masks; null: inference
 * @returns logits float32 [n, classes]
 */
export function logits(tf: TensorFlow, weights: Weights, x: Tensor4D, random: Random | null): Tensor2D {
  const drop = (value: Tensor, rate: number): Tensor => (random ? dropout(tf, value, rate, random) : value);
  const first = drop(block(tf, weights, 0, x), dropoutRates.convolution) as Tensor4D;
  const last = block(tf, weights, 2, block(tf, weights, 1, first));
  const dense = tf.relu(
    tf.add(
      tf.matMul(last.reshape([-1, flat]) as Tensor2D, weights['dense/matrix'] as Tensor2D),
      weights['dense/bias']!,
    ),
  );
  return tf.add(
    tf.matMul(drop(dense, dropoutRates.dense) as Tensor2D, weights['logits/matrix'] as Tensor2D),
    weights['logits/bias']!,
  );
}
