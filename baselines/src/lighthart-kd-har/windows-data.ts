import type { Random } from '@paretoboard/sdk/random.js';
import type { Rows, TrainContext } from '@paretoboard/sdk/submission.js';

export const steps = 64;
export const inertialChannels = 6;
export const jointCount = 20;
export const jointAxes = 3;

const inertialLength = steps * inertialChannels;
const skeletonLength = steps * jointCount * jointAxes;
/** Centre of the hips in a Kinect's joint order. */
const hipCentre = 3;

/** Mean and deviation of each inertial channel over the training rows, and one deviation for all joint positions. */
export interface Scaling {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  readonly skeletonDeviation: number;
}

export interface Windows {
  readonly items: number;
  /** float32 [items, 64, 6]. */
  readonly inertial: Float32Array;
  /** float32 [items, 64, 20, 3]. */
  readonly skeleton: Float32Array;
  readonly labels: Int32Array;
}

/**
 * Training and validation rows together: every setting was chosen on validation before, and the paper trains on all recordings of the training subjects.
 */
export function allRows(context: Pick<TrainContext, 'all'>): Windows {
  const parts = [context.all('train'), context.all('validation')].filter((part) => part.items > 0);
  const join = (pick: (rows: Rows) => Float32Array): Float32Array => {
    const arrays = parts.map(pick);
    const joined = new Float32Array(arrays.reduce((sum, array) => sum + array.length, 0));
    let offset = 0;
    for (const array of arrays) {
      joined.set(array, offset);
      offset += array.length;
    }
    return joined;
  };
  return {
    items: parts.reduce((sum, part) => sum + part.items, 0),
    inertial: join((rows) => rows.inputs.inertial!.data as Float32Array),
    skeleton: join((rows) => rows.inputs.skeleton!.data as Float32Array),
    labels: Int32Array.from(parts.flatMap((part) => [...part.targets.label!.data])),
  };
}

/** Scaling from training rows alone. */
export function scalingOf(windows: Windows): Scaling {
  const count = windows.items * steps;
  const mean = new Float32Array(inertialChannels);
  const deviation = new Float32Array(inertialChannels);
  for (let channel = 0; channel < inertialChannels; channel++) {
    let [sum, square] = [0, 0];
    for (let step = 0; step < count; step++) {
      const value = windows.inertial[step * inertialChannels + channel]!;
      sum += value;
      square += value * value;
    }
    mean[channel] = sum / count;
    deviation[channel] = Math.sqrt(Math.max(1e-8, square / count - mean[channel]! ** 2));
  }
  const centred = centreSkeletons(windows.skeleton, 1);
  const square = centred.reduce((sum, value) => sum + value * value, 0);
  return { mean, deviation, skeletonDeviation: Math.sqrt(Math.max(1e-8, square / centred.length)) };
}

/** Each channel to mean 0 and deviation 1. */
export function normaliseInertial(
  data: Float32Array,
  { mean, deviation }: Pick<Scaling, 'mean' | 'deviation'>,
): Float32Array {
  return data.map((value, index) => (value - mean[index % inertialChannels]!) / deviation[index % inertialChannels]!);
}

/** Positions relative to the hips of the window's first step, over one deviation: where a person stands says nothing. */
export function centreSkeletons(data: Float32Array, deviation: number): Float32Array {
  const result = new Float32Array(data.length);
  for (let start = 0; start < data.length; start += skeletonLength) {
    for (let index = 0; index < skeletonLength; index++) {
      result[start + index] =
        (data[start + index]! - data[start + hipCentre * jointAxes + (index % jointAxes)]!) / deviation;
    }
  }
  return result;
}

/** Rows of [items, length] in the given order. */
export function gather(data: Float32Array, indices: Uint32Array, length: number): Float32Array {
  const batch = new Float32Array(indices.length * length);
  indices.forEach((index, position) => {
    batch.set(data.subarray(index * length, (index + 1) * length), position * length);
  });
  return batch;
}

export const lengths = { inertial: inertialLength, skeleton: skeletonLength } as const;

/** Not the paper's: noise of 0.1 deviations and a gain of ±10 % on normalised inertial rows, in place. */
export function jitter(batch: Float32Array, random: Random): void {
  for (let start = 0; start < batch.length; start += inertialLength) {
    const gain = random.uniform(0.9, 1.1);
    for (let index = start; index < start + inertialLength; index++)
      batch[index] = batch[index]! * gain + random.normal(0, 0.1);
  }
}
