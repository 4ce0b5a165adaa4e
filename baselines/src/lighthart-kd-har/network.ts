import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor2D, Tensor3D, Tensor4D } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import type { Dropping } from './encoder.js';

/** Standardised windows. */
export interface WindowBatch {
  readonly items: number;
  /** [items, 64, 6]. */
  readonly inertial: Tensor3D;
  /** [items, 64, 20, 3]; null where a method sees none. */
  readonly skeleton: Tensor4D | null;
}

export interface WindowNetwork {
  readonly seesSkeleton: boolean;
  initialWeights(tf: TensorFlow, random: Random, classes: number): Weights;
  /** Logits [items, classes]. `dropping` null: inference. */
  logits(tf: TensorFlow, weights: Weights, batch: WindowBatch, dropping: Dropping | null): Tensor2D;
}
