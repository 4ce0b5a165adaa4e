import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import type { ItemShape } from '../tensor-type.js';
import { around, axisOf, type Step, StepProblem, withSize } from './step.js';

function colourAxis(shape: ItemShape, axis: number): number {
  const found = axisOf(shape, axis);
  const size = shape[found] ?? 3;
  if (size === 3) return found;
  throw new StepProblem(`axis ${axis} has ${size} entries, expected 3 colours`, 'Name the axis of the colours.');
}

export const swapRedBlue: Step<StepOf<'swap-red-blue'>> = {
  infer: ({ dtype, shape }, { axis }) => ({ dtype, shape: withSize(shape, colourAxis(shape, axis), 3) }),
  run: (from, into, { axis }) => {
    const { outer, inner } = around(from, axisOf(from.shape, axis));
    for (let o = 0; o < outer; o++)
      for (let a = 0; a < 3; a++) {
        const start = (o * 3 + 2 - a) * inner;
        into.data.set(from.data.subarray(start, start + inner), (o * 3 + a) * inner);
      }
  },
};

/** The axis of the colours stays, with one entry. */
export const grey: Step<StepOf<'grey'>> = {
  infer: ({ dtype, shape }, { axis }) => ({
    dtype: dtype === 'float64' ? dtype : 'float32',
    shape: withSize(shape, colourAxis(shape, axis), 1),
  }),
  run: (from, into, { axis, weights: [red, green, blue] }) => {
    const { outer, inner } = around(from, axisOf(from.shape, axis));
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) {
        const at = o * 3 * inner + i;
        into.data[o * inner + i] =
          red * from.data[at]! + green * from.data[at + inner]! + blue * from.data[at + 2 * inner]!;
      }
  },
};
