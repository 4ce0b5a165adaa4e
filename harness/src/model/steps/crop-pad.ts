import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import { elementCount } from '@paretoboard/contract/tensor.js';
import type { Batch } from '../tensor-type.js';
import { centred, resized, sizedAxes } from './sizes.js';
import { type PictureMap, type Step, StepProblem } from './step.js';

/** Copies the block that both have in common; `begin` is where it starts in each, along every axis. */
function copyBlock(from: Batch, into: Batch, fromBegin: readonly number[], intoBegin: readonly number[]): void {
  const sizes = from.shape.map((size, axis) => Math.min(size - fromBegin[axis]!, into.shape[axis]! - intoBegin[axis]!));
  const last = sizes.length - 1;
  const walk = (axis: number, read: number, write: number): void => {
    const [readAt, writeAt] = [
      read * from.shape[axis]! + fromBegin[axis]!,
      write * into.shape[axis]! + intoBegin[axis]!,
    ];
    if (axis === last) into.data.set(from.data.subarray(readAt, readAt + sizes[axis]!), writeAt);
    else for (let a = 0; a < sizes[axis]!; a++) walk(axis + 1, readAt + a, writeAt + a);
  };
  for (let item = 0; item < from.items; item++) walk(0, item, item);
}

/** Where the smaller of two shapes begins in the larger. */
function begins(small: readonly number[], large: readonly number[], place: 'center' | 'end'): number[] {
  return small.map((size, axis) => (place === 'center' ? centred(size, large[axis]!) : 0));
}

const unscaled = [1, 1] as const;

export const centerCrop: Step<StepOf<'center-crop'>> = {
  infer: ({ dtype, shape }, { size, axes }) => {
    const along = sizedAxes(shape, axes, size);
    const small = along.findIndex((axis, index) => (shape[axis] ?? size[index]!) < size[index]!);
    if (small < 0) return { dtype, shape: resized(shape, along, size) };
    throw new StepProblem(
      `axis ${axes[small]} has ${shape[along[small]!]} entries, fewer than ${size[small]}`,
      'Resize or pad first.',
    );
  },
  run: (from, into) =>
    copyBlock(
      from,
      into,
      begins(into.shape, from.shape, 'center'),
      from.shape.map(() => 0),
    ),
  map: (from, into): PictureMap => {
    const [y = 0, x = 0] = begins(into, from, 'center');
    return { scale: unscaled, offset: [-y, -x] };
  },
};

export const pad: Step<StepOf<'pad'>> = {
  infer: ({ dtype, shape }, { size, axes }) => {
    const along = sizedAxes(shape, axes, size);
    const large = along.findIndex((axis, index) => (shape[axis] ?? size[index]!) > size[index]!);
    if (large < 0) return { dtype, shape: resized(shape, along, size) };
    throw new StepProblem(
      `axis ${axes[large]} has ${shape[along[large]!]} entries, more than ${size[large]}`,
      'Resize or crop first.',
    );
  },
  run: (from, into, { value, place }) => {
    into.data.fill(value);
    if (elementCount(from.shape) > 0)
      copyBlock(
        from,
        into,
        from.shape.map(() => 0),
        begins(from.shape, into.shape, place),
      );
  },
  map: (from, into, { place }): PictureMap => {
    const [y = 0, x = 0] = begins(from, into, place);
    return { scale: unscaled, offset: [y, x] };
  },
};
