import { compile, type Step } from '@paretoboard/sdk/graphs.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

/** Values of a network's float32 outputs, each flat. @param inputs makes what goes in; disposed of with everything else */
export type Ask = (inputs: () => Tensor[]) => Float32Array[];

/**
 * A loaded network as a baseline asks it: one graph for each combination of shapes where the runtime can compile, operation by operation elsewhere.
 * @param network depends on its inputs and on weights that stay; what changes from question to question comes in as a tensor, or is `drawn`
 */
export function askable(tf: TensorFlow, network: Step): Ask {
  const compiled = compile(tf, network);
  return (inputs) => tf.tidy(() => compiled(...inputs()).map((output) => output.dataSync() as Float32Array));
}
