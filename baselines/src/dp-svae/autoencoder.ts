import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D } from '@tensorflow/tfjs';
import type { Activations } from '../layers/linear-map.js';
import type { Weights } from '../shared/weights.js';

/** A generative autoencoder. Pictures are [examples, 1, pixels, 1], grey levels in [−1, 1]. */
export interface Autoencoder {
  initialWeights(tf: TensorFlow, random: Random): Weights;
  /**
   * Loss of each example, by itself: none depends on another.
   * @param weights shared, or one of each for every example
   * @param progress share of the training that is over
   */
  losses(tf: TensorFlow, weights: Weights, pictures: Activations, random: Random, progress: number): Tensor1D;
  /** The same answer to the same picture, whatever stands beside it. */
  reconstruct(tf: TensorFlow, weights: Weights, pictures: Activations): Activations;
  /** One picture for each seed, by that seed alone. */
  sample(tf: TensorFlow, weights: Weights, seeds: Int32Array): Activations;
}
