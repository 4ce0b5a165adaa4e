import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { batchNormalise, type Moments } from './batch-normalisation.js';
import { convolution, convolutionWeights } from './convolution.js';

const projections = ['theta', 'phi', 'g'] as const;

/**
 * Three 1 × 1 convolutions to half of the channels, one back, and a batch normalisation that begins at zero: the block is the identity before it is
 * trained.
 */
export function nonLocalWeights(tf: TensorFlow, random: Random, name: string, channels: number): Weights {
  const inner = Math.floor(channels / 2);
  return Object.assign(
    {},
    ...projections.map((part) => convolutionWeights(tf, random, `${name}/${part}`, 1, channels, inner)),
    convolutionWeights(tf, random, `${name}/back`, 1, inner, channels),
    { [`${name}/back/scale`]: tf.zeros([channels]), [`${name}/back/shift`]: tf.zeros([channels]) },
  ) as Weights;
}

/**
 * Non-local block (Wang et al. 2018), dot products over the number of positions, as AGW has it: each position gains what all others say, weighted by how alike
 * they are.
 * @param x [n, h, w, channels] @returns the same shape
 */
export function nonLocalBlock(tf: TensorFlow, weights: Weights, name: string, x: Tensor4D, moments: Moments): Tensor4D {
  const [n, h, w] = x.shape;
  const flat = (part: (typeof projections)[number]): Tensor3D =>
    convolution(tf, weights, `${name}/${part}`, x).reshape([n, h * w, -1]) as Tensor3D;
  const likeness = tf.mul(tf.matMul(flat('theta'), flat('phi'), false, true), 1 / (h * w)) as Tensor3D;
  const gathered = tf.matMul(likeness, flat('g')).reshape([n, h, w, -1]) as Tensor4D;
  const back = convolution(tf, weights, `${name}/back`, gathered);
  return tf.add(x, batchNormalise(tf, back, `${name}/back`, weights, moments)) as Tensor4D;
}
