import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

const flat = 400;

/** Glorot & Bengio 2010 is for tanh; the logistic sigmoid has a quarter of its slope, and without this the network learns next to nothing. */
const sigmoidGain = 4;

/** LeNet-5 (LeCun et al. 1998) in its usual modern form: sigmoid, average pooling, full connections between the convolutions. */
export function initialWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  return {
    'conv0/filter': glorotFilter(tf, random, [5, 5, 1, 6], sigmoidGain),
    'conv0/bias': tf.zeros([6]),
    'conv1/filter': glorotFilter(tf, random, [5, 5, 6, 16], sigmoidGain),
    'conv1/bias': tf.zeros([16]),
    'dense0/matrix': glorotMatrix(tf, random, flat, 120, sigmoidGain),
    'dense0/bias': tf.zeros([120]),
    'dense1/matrix': glorotMatrix(tf, random, 120, 84, sigmoidGain),
    'dense1/bias': tf.zeros([84]),
    'logits/matrix': glorotMatrix(tf, random, 84, classes),
    'logits/bias': tf.zeros([classes]),
  };
}

function block(tf: TensorFlow, weights: Weights, index: number, x: Tensor4D): Tensor4D {
  const sum = tf.add(
    tf.conv2d(x, weights[`conv${index}/filter`] as Tensor4D, 1, 'valid'),
    weights[`conv${index}/bias`]!,
  ) as Tensor4D;
  return tf.avgPool(tf.sigmoid(sum), 2, 2, 'valid');
}

function dense(tf: TensorFlow, weights: Weights, name: string, x: Tensor2D): Tensor2D {
  return tf.add(tf.matMul(x, weights[`${name}/matrix`] as Tensor2D), weights[`${name}/bias`]!);
}

/** @param x float32 [n, 32, 32, 1] @returns logits float32 [n, classes] */
export function logits(tf: TensorFlow, weights: Weights, x: Tensor4D): Tensor2D {
  const features: Tensor = block(tf, weights, 1, block(tf, weights, 0, x)).reshape([-1, flat]);
  const first = tf.sigmoid(dense(tf, weights, 'dense0', features as Tensor2D));
  return dense(tf, weights, 'logits', tf.sigmoid(dense(tf, weights, 'dense1', first)));
}
