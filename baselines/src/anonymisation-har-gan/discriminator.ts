import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs';
import { batchNormalise } from '../layers/batch-normalisation.js';
import { glorotFilter, glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** Not stated; the autoencoder's. */
const kernel = 4;
const halved = (size: number): number => Math.ceil(size / 2);

export function discriminatorWeights(
  tf: TensorFlow,
  random: Random,
  channels: readonly [number, number, number],
  [steps, width]: readonly [number, number],
): Weights {
  const [height, breadth] = [steps, width].map((size) => halved(halved(halved(size)))) as [number, number];
  const layers = channels.map((out, index) => ({
    [`conv${index}`]: glorotFilter(tf, random, [kernel, kernel, channels[index - 1] ?? 1, out]),
    [`norm${index}/scale`]: tf.ones([out]),
    [`norm${index}/shift`]: tf.zeros([out]),
  }));
  return {
    ...Object.assign({}, ...layers),
    'real/matrix': glorotMatrix(tf, random, height * breadth * channels[2], 1),
    'real/bias': tf.zeros([1]),
  };
}

/**
 * Logit of “real” for each window, [items]; its sigmoid is the probability. Three convolutions with batch normalisation and ReLU, and a dense layer. Of use in
 * training alone: moments are the batch's.
 */
export function discriminate(tf: TensorFlow, weights: Weights, windows: Tensor4D): Tensor1D {
  let x = windows;
  for (const layer of [0, 1, 2]) {
    const sum = tf.conv2d(x, weights[`conv${layer}`] as Tensor4D, 2, 'same');
    x = tf.relu(batchNormalise(tf, sum, `norm${layer}`, weights, { from: 'batch' }));
  }
  const flat = x.reshape([x.shape[0], -1]) as Tensor2D;
  return tf.add(tf.matMul(flat, weights['real/matrix'] as Tensor2D), weights['real/bias']!).reshape([-1]) as Tensor1D;
}
