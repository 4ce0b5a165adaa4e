import { findNativeLibrary } from '@paretoboard/harness/runtimes/native-library.js';
import { openRuntime } from '@paretoboard/harness/runtimes/open-runtime.js';
import { Random } from '@paretoboard/sdk/random.js';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { directionalSlopes } from '../testing/directional-derivative.js';
import { lastLstmState, lstmWeights } from './lstm.js';

const runtimes = findNativeLibrary() ? (['cpu', 'wasm', 'tensorflow'] as const) : (['cpu', 'wasm'] as const);
const [steps, unitsIn, units] = [5, 4, 6];
/** One alone, and so many that they are shared out in unequal parts. */
const batches = [3, 67];

/** One item and unit after the other, in double precision. */
function byHand(n: number, x: Float32Array, matrix: Float32Array, bias: Float32Array): number[] {
  const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));
  return Array.from({ length: n }, (_, item) => {
    let [state, cell] = [new Array<number>(units).fill(0), new Array<number>(units).fill(0)];
    for (let step = 0; step < steps; step++) {
      const seen = [...x.subarray((item * steps + step) * unitsIn, (item * steps + step + 1) * unitsIn), ...state];
      const gate = (index: number, unit: number): number =>
        seen.reduce(
          (sum, value, row) => sum + value * matrix[row * 4 * units + index * units + unit]!,
          bias[index * units + unit]!,
        );
      cell = cell.map((value, at) => sigmoid(gate(1, at)) * value + sigmoid(gate(0, at)) * Math.tanh(gate(2, at)));
      state = cell.map((value, at) => sigmoid(gate(3, at)) * Math.tanh(value));
    }
    return state;
  }).flat();
}

describe.each(runtimes.flatMap((runtime) => batches.map((n) => ({ runtime, n }))))(
  'LSTM on $runtime, $n items',
  ({ runtime, n }) => {
    const open = async () => {
      const { tf } = await openRuntime(runtime);
      const random = new Random(1);
      const drawn = (shape: number[]): Tensor =>
        tf.tensor(
          Float32Array.from({ length: shape.reduce((product, length) => product * length, 1) }, () =>
            random.normal(0, 0.7),
          ),
          shape,
        );
      return {
        tf,
        x: drawn([n, steps, unitsIn]),
        matrix: drawn([unitsIn + units, 4 * units]),
        bias: drawn([4 * units]),
      };
    };

    it('is what its formulas say', async () => {
      const { tf, x, matrix, bias } = await open();
      expect(Object.values(lstmWeights(tf, new Random(2), 'a', unitsIn, units)).map(({ shape }) => shape)).toEqual([
        matrix.shape,
        bias.shape,
      ]);
      const state = lastLstmState(tf, { 'a/matrix': matrix, 'a/bias': bias }, 'a', x as Tensor3D);
      const [xs, ms, bs] = [x, matrix, bias].map((tensor) => tensor.dataSync() as Float32Array);
      const expected = byHand(n, xs!, ms!, bs!);
      for (const [at, value] of state.dataSync().entries()) expect(value).toBeCloseTo(expected[at]!, 5);
    });

    it('has the gradient that differences show, and keeps no tensors', async () => {
      const { tf, x, matrix, bias } = await open();
      const layer = (a: Tensor, b: Tensor, c: Tensor): Tensor =>
        lastLstmState(tf, { 'a/matrix': b as Tensor2D, 'a/bias': c }, 'a', a as Tensor3D);
      const before = tf.memory().numTensors;
      const { computed, measured } = tf.tidy(() => ({
        ...directionalSlopes(tf, layer, [x, matrix, bias], 3, 2e-3),
      }));
      expect(tf.memory().numTensors).toBe(before);
      expect(Math.abs(computed - measured)).toBeLessThan(5e-3 * Math.abs(measured));
    });
  },
);
