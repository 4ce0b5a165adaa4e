import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import type { TensorData } from '@paretoboard/contract/tensor.js';
import type { Batch, ItemShape, TensorType } from '../tensor-type.js';
import { resized, sizedAxes } from './sizes.js';
import { around, axisOf, type PictureMap, type Step, type StepContext, StepProblem } from './step.js';

type Resize = StepOf<'resize'>;

/** Sizes that are asked for, along the step's axes. */
function wanted(step: Resize, context: StepContext): ItemShape {
  if (step.size && step.like === undefined) return step.size;
  if (step.like === undefined || step.size)
    throw new StepProblem('expected exactly one of size, like', 'Give sizes, or the field whose size to take.');
  const shape = context.shapeOf(step.like);
  return step.axes.map((axis) => shape[axisOf(shape, axis)] ?? null);
}

/** Largest sizes within those wanted that keep the ratio of all axes. */
function keepingRatio(from: ItemShape, size: ItemShape): ItemShape {
  if (from.includes(null) || size.includes(null)) return from.map(() => null);
  const share = Math.min(...from.map((old, axis) => size[axis]! / old!));
  return from.map((old, axis) => Math.min(size[axis]!, Math.max(1, Math.round(old! * share))));
}

function infer({ dtype, shape }: TensorType, step: Resize, context: StepContext): TensorType {
  const asked = wanted(step, context);
  const along = sizedAxes(shape, step.axes, asked as number[]);
  const from = along.map((axis) => shape[axis]!);
  const size = step.keepRatio ? keepingRatio(from, asked) : asked;
  return {
    dtype: step.method === 'nearest' || dtype === 'float64' ? dtype : 'float32',
    shape: resized(shape, along, size),
  };
}

interface Weights {
  /** Neighbours of each place, and the share of the second. */
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly share: Float64Array;
}

/** Pixels are areas: place p of the result lies at (p + ½) · from / into − ½. */
function weights(from: number, into: number, isNearest: boolean): Weights {
  const [low, high, share] = [new Uint32Array(into), new Uint32Array(into), new Float64Array(into)];
  for (let place = 0; place < into; place++) {
    const at = Math.min(Math.max(((place + 0.5) * from) / into - 0.5, 0), from - 1);
    const nearest = Math.min(Math.floor(((place + 0.5) * from) / into), from - 1);
    low[place] = isNearest ? nearest : Math.floor(at);
    high[place] = isNearest ? nearest : Math.min(low[place]! + 1, from - 1);
    share[place] = isNearest ? 0 : at - low[place]!;
  }
  return { low, high, share };
}

/** One axis after the other: bilinear interpolation is separable. */
function alongAxis(from: Batch, into: TensorData, axis: number, size: number, isNearest: boolean): void {
  const { outer, size: old, inner } = around(from, axis);
  const { low, high, share } = weights(old, size, isNearest);
  const { data } = from;
  for (let o = 0, at = 0; o < outer; o++)
    for (let a = 0; a < size; a++) {
      const first = (o * old + low[a]!) * inner;
      const second = (o * old + high[a]!) * inner;
      const part = share[a]!;
      if (part === 0) for (let i = 0; i < inner; i++) into[at++] = data[first + i]!;
      else
        for (let i = 0; i < inner; i++) {
          const value = data[first + i]!;
          into[at++] = value + (data[second + i]! - value) * part;
        }
    }
}

function withoutAllocation(into: Batch, from: Batch, axis: number, isLast: boolean): TensorData {
  if (isLast) return into.data;
  const { outer, inner } = around(from, axis);
  const Kind = into.data.constructor as new (length: number) => TensorData;
  return new Kind(outer * into.shape[axis]! * inner);
}

export const resize: Step<Resize> = {
  infer,
  run: (from, into, { method }) => {
    const axes = from.shape.flatMap((size, axis) => (size === into.shape[axis] ? [] : [axis]));
    if (axes.length === 0) into.data.set(from.data);
    let current = from;
    axes.forEach((axis, index) => {
      const size = into.shape[axis]!;
      const data = withoutAllocation(into, current, axis, index === axes.length - 1);
      alongAxis(current, data, axis, size, method === 'nearest');
      current = { ...into, shape: current.shape.map((old, place) => (place === axis ? size : old)), data };
    });
  },
  map: (from, into): PictureMap => ({ scale: [into[0]! / from[0]!, into[1]! / from[1]!], offset: [0, 0] }),
};
