import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor1D } from '@tensorflow/tfjs';
import type { Activations } from '../layers/linear-map.js';
import type { Weights } from '../shared/weights.js';

/** What the losses of one step draw from, and what else changes from step to step: read where something is drawn, so that a step can be compiled. */
export interface StepDraws {
  readonly random: Random;
  /** Pictures that count: nothing is drawn for those behind them, which fill a batch up. */
  examples: number;
  /** Share of the training that is over. */
  progress: number;
}

/** A generative autoencoder. Pictures are [examples, 1, pixels, 1], grey levels in [−1, 1]. */
export interface Autoencoder {
  /** Most pictures that are answered together; undefined: any number. */
  readonly atOnce?: number;
  initialWeights(tf: TensorFlow, random: Random): Weights;
  /**
   * Loss of each example, by itself: none depends on another.
   * @param weights shared, or one of each for every example
   */
  losses(tf: TensorFlow, weights: Weights, pictures: Activations, draws: StepDraws): Tensor1D;
  /** The same answer to the same picture, whatever stands beside it. */
  reconstruct(tf: TensorFlow, weights: Weights, pictures: Activations): Activations;
  /**
   * One picture for each generator, by that generator alone.
   * @param generators asked for anew wherever pictures are drawn, so that it can be compiled; always as many as `pictures`
   */
  sample(tf: TensorFlow, weights: Weights, pictures: number, generators: () => readonly Random[]): Activations;
}
