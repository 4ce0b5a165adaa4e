import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor } from '@tensorflow/tfjs';

export const kernelName = 'Lstm';
export const gradientName = 'LstmGradient';
/** Where the states are among a kernel's outputs: input gate, cell, forget gate, output gate, candidate, its tanh, state. */
export const outputs = 7;
const cell = 1;
const state = 6;

/**
 * Of the kernel `Lstm`, an LSTM over all steps. Inputs: x [steps, n, in], matrix [in + units, 4 · units] (gates in the order input, forget, candidate, output), bias [4 · units]. Outputs: seven
 * [steps, n, units], the last of them the states. Its gradient, of states and cells alone, is the kernel `LstmGradient`, which has none.
 */
export function registerLstmGradient(tf: TensorFlow): void {
  if (tf.getGradient(kernelName)) return;
  tf.registerGradient({
    kernelName,
    inputsToSave: ['x', 'matrix', 'bias'],
    outputsToSave: Array(outputs).fill(true),
    gradFunc: (upstream, kept) => {
      const [x, matrix, bias, ...saved] = kept as [Tensor, Tensor, Tensor, ...Tensor[]];
      const dys = upstream as Tensor[];
      const named = Object.fromEntries(saved.map((tensor, at) => [`saved${at}`, tensor]));
      const inputs = { x, matrix, bias, ...named, dCell: dys[cell]!, dState: dys[state]! };
      const [dx, dMatrix, dBias] = tf.engine().runKernel(gradientName, inputs) as unknown as Tensor[];
      return { x: () => dx!, matrix: () => dMatrix!, bias: () => dBias! };
    },
  });
}
