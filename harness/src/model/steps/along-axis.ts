import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import type { Batch, TensorType } from '../tensor-type.js';
import { around, axisOf, type Step, StepProblem, withSize } from './step.js';

export const softmax: Step<StepOf<'softmax'>> = {
  infer: ({ dtype, shape }, { axis }) => {
    axisOf(shape, axis);
    return { dtype: dtype === 'float64' ? dtype : 'float32', shape };
  },
  run: (from, into, { axis }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) softmaxAt(from, into, o * size * inner + i, size, inner);
  },
};

function softmaxAt({ data }: Batch, { data: into }: Batch, start: number, size: number, stride: number): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < size; a++) largest = Math.max(largest, data[start + a * stride]!);
  let sum = 0;
  for (let a = 0; a < size; a++) sum += Math.exp(data[start + a * stride]! - largest);
  for (let a = 0; a < size; a++) into[start + a * stride] = Math.exp(data[start + a * stride]! - largest) / sum;
}

/** The first of equals. */
export const argmax: Step<StepOf<'argmax'>> = {
  infer: ({ shape }, { axis }) => {
    const without = axisOf(shape, axis);
    return { dtype: 'int32', shape: shape.filter((_, index) => index !== without) };
  },
  run: (from, into, { axis }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) {
        const start = o * size * inner + i;
        let best = 0;
        for (let a = 1; a < size; a++) if (from.data[start + a * inner]! > from.data[start + best * inner]!) best = a;
        into.data[o * inner + i] = best;
      }
  },
};

/** Largest first; of equals, the first first. */
export const topK: Step<StepOf<'top-k'>> = {
  infer: ({ dtype, shape }, { k, axis, give }): TensorType => {
    const along = axisOf(shape, axis);
    const size = shape[along] ?? null;
    if (size !== null && k > size)
      throw new StepProblem(`k ${k} of an axis with ${size} entries`, 'Ask for no more than there are.');
    return { dtype: give === 'indices' ? 'int32' : dtype, shape: withSize(shape, along, k) };
  },
  run: (from, into, { k, axis, give }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    const order = Uint32Array.from({ length: size }, (_, index) => index);
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i++) {
        const value = (a: number): number => from.data[(o * size + a) * inner + i]!;
        order.sort((a, b) => value(b) - value(a) || a - b);
        for (let a = 0; a < k; a++)
          into.data[(o * k + a) * inner + i] = give === 'indices' ? order[a]! : value(order[a]!);
      }
  },
};
