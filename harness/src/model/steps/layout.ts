import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import { elementCount, type TensorData } from '@paretoboard/contract/tensor.js';
import type { ItemShape } from '../tensor-type.js';
import { around, axisOf, type Step, StepProblem, withSize } from './step.js';

function permutation(shape: ItemShape, axes: readonly number[]): number[] {
  const order = axes.map((axis) => axisOf(shape, axis));
  if (order.length === shape.length && new Set(order).size === order.length) return order;
  throw new StepProblem(
    `axes [${axes.join(', ')}] of a tensor with ${shape.length} axes`,
    'Name every axis of the item once, without the batch: [2, 0, 1] makes [channels, height, width] of [height, width, channels].',
  );
}

function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
}

/** Copies into row-major order of `sizes`, reading with `strides` from `start`. */
function gather(from: TensorData, into: TensorData, sizes: readonly number[], strides: readonly number[]): void {
  const last = sizes.length - 1;
  let at = 0;
  const walk = (axis: number, start: number): void => {
    const [size, stride] = [sizes[axis]!, strides[axis]!];
    if (axis < last) for (let a = 0; a < size; a++) walk(axis + 1, start + a * stride);
    else for (let a = 0, read = start; a < size; a++, read += stride) into[at++] = from[read]!;
  };
  walk(0, 0);
}

export const transpose: Step<StepOf<'transpose'>> = {
  infer: ({ dtype, shape }, { axes }) => ({ dtype, shape: permutation(shape, axes).map((axis) => shape[axis]!) }),
  run: (from, into, { axes }) => {
    const strides = stridesOf(from.shape);
    const order = permutation(from.shape, axes);
    gather(
      from.data,
      into.data,
      [from.items, ...into.shape],
      [elementCount(from.shape), ...order.map((axis) => strides[axis]!)],
    );
  },
};

export const reshape: Step<StepOf<'reshape'>> = {
  infer: ({ dtype, shape: from }, { shape }) => {
    if (shape.filter((size) => size === -1).length > 1)
      throw new StepProblem('more than one size -1', 'Leave at most one size to be worked out.');
    const known = shape.filter((size) => size !== -1).reduce((a, b) => a * b, 1);
    if (from.includes(null)) return { dtype, shape: shape.map((size) => (size === -1 ? null : size)) };
    const count = elementCount(from as number[]);
    const rest = count / known;
    if (shape.includes(-1) ? Number.isInteger(rest) : known === count)
      return { dtype, shape: shape.map((size) => (size === -1 ? rest : size)) };
    throw new StepProblem(
      `[${from.join(', ')}] has ${count} entries, [${shape.join(', ')}] wants ${shape.includes(-1) ? `a multiple of ${known}` : known}`,
      'Give a shape of one item with as many entries, without the batch.',
    );
  },
};

export const squeeze: Step<StepOf<'squeeze'>> = {
  infer: ({ dtype, shape }, { axis }) => {
    const gone = axisOf(shape, axis);
    if ((shape[gone] ?? 1) === 1) return { dtype, shape: shape.filter((_, index) => index !== gone) };
    throw new StepProblem(`axis ${axis} has ${shape[gone]} entries`, 'Only an axis of size 1 can be taken away.');
  },
};

export const expand: Step<StepOf<'expand'>> = {
  infer: ({ dtype, shape }, { axis }) => {
    const place = axis < 0 ? shape.length + 1 + axis : axis;
    if (place >= 0 && place <= shape.length && shape.length < 8)
      return { dtype, shape: [...shape.slice(0, place), 1, ...shape.slice(place)] };
    throw new StepProblem(`a new axis at ${axis} of a tensor with ${shape.length} axes`, 'Name a place in the item.');
  },
};

export const repeat: Step<StepOf<'repeat'>> = {
  infer: ({ dtype, shape }, { axis, times }) => {
    const along = axisOf(shape, axis);
    const size = shape[along] ?? null;
    return { dtype, shape: withSize(shape, along, size === null ? null : size * times) };
  },
  run: (from, into, { axis, times }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    const block = size * inner;
    for (let o = 0, at = 0; o < outer; o++) {
      const part = from.data.subarray(o * block, (o + 1) * block);
      for (let t = 0; t < times; t++, at += block) into.data.set(part, at);
    }
  },
};

export const slice: Step<StepOf<'slice'>> = {
  infer: ({ dtype, shape }, { axis, begin, size }) => {
    const along = axisOf(shape, axis);
    const length = shape[along] ?? null;
    if (length === null || begin + size <= length) return { dtype, shape: withSize(shape, along, size) };
    throw new StepProblem(
      `entries ${begin} to ${begin + size - 1} of an axis with ${length}`,
      'Stay within the axis; entries count from 0.',
    );
  },
  run: (from, into, { axis, begin, size: kept }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    for (let o = 0; o < outer; o++) {
      const start = (o * size + begin) * inner;
      into.data.set(from.data.subarray(start, start + kept * inner), o * kept * inner);
    }
  },
};
