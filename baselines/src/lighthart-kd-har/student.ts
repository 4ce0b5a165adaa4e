import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { classify, embed, embeddingWeights, encode, encoderWeights, headWeights, patches } from './transformer.js';
import { inertialChannels, steps } from './windows-data.js';

const patchLength = (steps / patches) * inertialChannels;

/** Inertial transformer: the student. Two encoders. */
export function studentWeights(tf: TensorFlow, random: Random, classes: number): Weights {
  return {
    ...embeddingWeights(tf, random, 'inertial', patchLength),
    ...encoderWeights(tf, random, 'encoder0'),
    ...encoderWeights(tf, random, 'encoder1'),
    ...headWeights(tf, random, classes),
  };
}

/** @param inertial [n, 64, 6], normalised @returns logits [n, classes] */
export function studentLogits(tf: TensorFlow, weights: Weights, inertial: Tensor3D): Tensor2D {
  const embedded = embed(tf, weights, 'inertial', inertial.reshape([-1, patches, patchLength]));
  return classify(tf, weights, encode(tf, weights, 'encoder1', encode(tf, weights, 'encoder0', embedded)));
}
