import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Volume } from '../layers/volume.js';
import type { Weights } from '../shared/weights.js';

/** A network that marks voxels. */
export interface VolumeNetwork {
  /** Sides of its input are multiples of this. */
  readonly multiple: number;
  initialWeights(tf: TensorFlow, random: Random): Weights;
  /** Normalised grey levels [n, d, h, w, 1] → logits of the foreground [n, d, h, w, 1]. */
  logits(tf: TensorFlow, weights: Weights, x: Volume): Volume;
}
