import type { Random } from '@paretoboard/sdk/random.js';
import type { TensorFlow } from '@paretoboard/sdk/submission.js';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { glorotMatrix } from '../shared/initial-values.js';
import type { Weights } from '../shared/weights.js';

/** The runtimes `tensorflow` and `wasm` have one for all steps. */
const kernel = 'Lstm';

/** That kernel goes through its steps in one thread; parts of a batch do not wait for each other, and a compiled step has a thread for each. */
const fewestItems = 32;
const mostParts = 4;

/** `name/matrix` [in + units, 4 · units], Glorot, for the input above the state, gates in the order input, forget, candidate, output; `name/bias` [4 · units], zeros. */
export function lstmWeights(tf: TensorFlow, random: Random, name: string, unitsIn: number, units: number): Weights {
  return {
    [`${name}/matrix`]: glorotMatrix(tf, random, unitsIn + units, 4 * units),
    [`${name}/bias`]: tf.zeros([4 * units]),
  };
}

/** One product for the inputs of all steps; then, step by step, one for the state. */
function composed(tf: TensorFlow, x: Tensor3D, matrix: Tensor2D, bias: Tensor): Tensor2D {
  const [steps, n, unitsIn] = x.shape;
  const [rows, columns] = matrix.shape;
  const units = columns / 4;
  const ofInput = matrix.slice([0, 0], [unitsIn, columns]);
  const ofState = matrix.slice([unitsIn, 0], [rows - unitsIn, columns]);
  const fromInputs = tf.add(tf.matMul(x.reshape([steps * n, unitsIn]) as Tensor2D, ofInput), bias);
  let [state, cell]: Tensor[] = [tf.zeros([n, units]), tf.zeros([n, units])];
  for (const fromInput of tf.unstack(fromInputs.reshape([steps, n, columns]))) {
    const gates = tf.add(fromInput, tf.matMul(state as Tensor2D, ofState));
    const [input, forget, candidate, output] = tf.split(gates, 4, 1) as [Tensor, Tensor, Tensor, Tensor];
    cell = tf.add(tf.mul(tf.sigmoid(forget), cell!), tf.mul(tf.sigmoid(input), tf.tanh(candidate)));
    state = tf.mul(tf.sigmoid(output), tf.tanh(cell));
  }
  return state as Tensor2D;
}

/** As even as can be. */
function partSizes(n: number): number[] {
  const parts = Math.min(mostParts, Math.max(1, Math.floor(n / fewestItems)));
  return Array.from({ length: parts }, (_, at) => Math.floor(((at + 1) * n) / parts) - Math.floor((at * n) / parts));
}

function lastState(tf: TensorFlow, x: Tensor3D, matrix: Tensor2D, bias: Tensor): Tensor2D {
  const states = (tf.engine().runKernel(kernel, { x, matrix, bias }) as unknown as Tensor3D[]).at(-1)!;
  const [steps, n, units] = states.shape;
  return states.slice([steps - 1, 0, 0], [1, n, units]).reshape([n, units]) as Tensor2D;
}

/** Long short-term memory (Hochreiter & Schmidhuber 1997; with a forget gate, Gers et al. 2000) from zeros over [n, steps, in]: its last state [n, units]. */
export function lastLstmState(tf: TensorFlow, weights: Weights, name: string, x: Tensor3D): Tensor2D {
  const [matrix, bias] = [weights[`${name}/matrix`] as Tensor2D, weights[`${name}/bias`]!];
  const byStep = x.transpose([1, 0, 2]) as Tensor3D;
  if (!tf.getKernel(kernel, tf.getBackend())) return composed(tf, byStep, matrix, bias);
  const sizes = partSizes(x.shape[0]);
  // TensorFlow.js has no gradient of a split into one.
  if (sizes.length === 1) return lastState(tf, byStep, matrix, bias);
  return tf.concat(tf.split(byStep, sizes, 1).map((part) => lastState(tf, part as Tensor3D, matrix, bias)));
}
