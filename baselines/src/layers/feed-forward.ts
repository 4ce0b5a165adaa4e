import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';
import type { Weights } from '../shared/weights.js';
import { dense, denseWeights } from './dense.js';
import { gelu } from './gelu.js';

/** `widen` [width, hidden] and `narrow` [hidden, width], with biases. */
export function feedForwardWeights(
  tf: TensorFlow,
  random: Random,
  name: string,
  width: number,
  hidden: number,
): Weights {
  return {
    ...denseWeights(tf, random, `${name}/widen`, width, hidden),
    ...denseWeights(tf, random, `${name}/narrow`, hidden, width),
  };
}

/** The MLP of a transformer block, over the last axis: widen, GELU, narrow. Keeps the shape. */
export function feedForward<T extends Tensor>(tf: TensorFlow, weights: Weights, name: string, x: T): T {
  return dense(tf, weights, `${name}/narrow`, gelu(tf, dense(tf, weights, `${name}/widen`, x)));
}
