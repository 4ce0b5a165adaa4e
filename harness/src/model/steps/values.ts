import type { StepOf } from '@paretoboard/contract/model-pipeline.js';
import type { Dtype, TensorData } from '@paretoboard/contract/tensor.js';
import { around, axisOf, mapValues, type Step, StepProblem } from './step.js';

/** Arithmetic on whole numbers gives float32; float64 stays. */
function floating(dtype: Dtype): Dtype {
  return dtype === 'float64' ? 'float64' : 'float32';
}

function saturating(low: number, high: number): (value: number) => number {
  return (value) => (value >= high ? high : value <= low ? low : Math.trunc(value) || 0);
}

const same = (value: number): number => value;
const conversions: Readonly<Record<Dtype, (value: number) => number>> = {
  uint8: saturating(0, 255),
  int32: saturating(-(2 ** 31), 2 ** 31 - 1),
  float32: same,
  float64: same,
  bool: (value) => (value === 0 ? 0 : 1),
};

/** To whole numbers: towards zero, held within the range of the dtype, NaN becomes 0. */
export function convert(from: TensorData, into: TensorData, dtype: Dtype): void {
  if (conversions[dtype] === same) into.set(from);
  else mapValues(from, into, conversions[dtype]);
}

export const cast: Step<StepOf<'cast'>> = {
  infer: ({ shape }, { dtype }) => ({ dtype, shape }),
  run: (from, into, { dtype }) => convert(from.data, into.data, dtype),
};

export const scale: Step<StepOf<'scale'>> = {
  infer: ({ dtype, shape }) => ({ dtype: floating(dtype), shape }),
  // A loop of its own, as it stands before most models: a call for each number would take longer than the number.
  run: ({ data }, into, { factor, offset }) => {
    for (let i = 0; i < data.length; i++) into.data[i] = data[i]! * factor + offset;
  },
};

/** One number for all entries of an axis, or one for each. */
function oneEach(values: readonly number[], size: number): Float64Array {
  return values.length === 1 ? new Float64Array(size).fill(values[0]!) : Float64Array.from(values);
}

export const normalise: Step<StepOf<'normalise'>> = {
  infer: ({ dtype, shape }, { mean, std, axis }) => {
    const size = shape[axisOf(shape, axis)] ?? null;
    const lengths = [mean.length, std.length];
    if (lengths.every((length) => length === 1 || length === size || size === null))
      return { dtype: floating(dtype), shape };
    throw new StepProblem(
      `axis ${axis} has ${size} entries; found ${mean.length} means and ${std.length} deviations`,
      'Give one mean and one std for each entry of the axis, or one for all.',
    );
  },
  run: (from, into, { mean, std, axis }) => {
    const { outer, size, inner } = around(from, axisOf(from.shape, axis));
    const [middles, deviations] = [oneEach(mean, size), oneEach(std, size)];
    for (let o = 0, at = 0; o < outer; o++)
      for (let a = 0; a < size; a++) {
        const middle = middles[a]!;
        const deviation = deviations[a]!;
        for (let i = 0; i < inner; i++, at++) into.data[at] = (from.data[at]! - middle) / deviation;
      }
  },
};

export const clip: Step<StepOf<'clip'>> = {
  infer: (type, { low, high }) => {
    if (low <= high) return type;
    throw new StepProblem(`low ${low} above high ${high}`, 'Give low ≤ high.');
  },
  run: (from, into, { low, high }) => mapValues(from.data, into.data, (value) => Math.min(Math.max(value, low), high)),
};

/** Halves go to the even neighbour, as in NumPy and ONNX. */
function toNearestEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

export const round: Step<StepOf<'round'>> = {
  infer: (type) => type,
  run: (from, into) => mapValues(from.data, into.data, toNearestEven),
};

export const sigmoid: Step<StepOf<'sigmoid'>> = {
  infer: ({ dtype, shape }) => ({ dtype: floating(dtype), shape }),
  run: (from, into) => mapValues(from.data, into.data, (value) => 1 / (1 + Math.exp(-value))),
};

export const log: Step<StepOf<'log'>> = {
  infer: ({ dtype, shape }) => ({ dtype: floating(dtype), shape }),
  run: (from, into, { floor }) => mapValues(from.data, into.data, (value) => Math.log(Math.max(value, floor))),
};

export const threshold: Step<StepOf<'threshold'>> = {
  infer: ({ shape }) => ({ dtype: 'uint8', shape }),
  run: (from, into, { above }) => mapValues(from.data, into.data, (value) => (value > above ? 1 : 0)),
};
