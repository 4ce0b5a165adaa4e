import type { Series } from './recording.js';

export const windowSteps = 64;
/** The paper's overlap is 10 steps. */
export const windowStride = 54;

/** Windows of a recording of `steps` ≥ 64 steps: ⌊(n − 64) / 54⌋ + 1. A shorter one is stretched to a single window first. */
export function windowCount(steps: number): number {
  return Math.floor((Math.max(steps, windowSteps) - windowSteps) / windowStride) + 1;
}

/** Linear interpolation onto `steps` instants spread evenly from the first to the last of the recording. */
export function stretch(series: Series, steps: number): Series {
  if (steps === series.steps) return series;
  const { channels } = series;
  const data = new Float32Array(steps * channels);
  for (let step = 0; step < steps; step++) {
    const at = steps === 1 ? 0 : (step * (series.steps - 1)) / (steps - 1);
    const before = Math.min(Math.floor(at), Math.max(0, series.steps - 2));
    const after = Math.min(before + 1, series.steps - 1);
    for (let channel = 0; channel < channels; channel++) {
      const from = series.data[before * channels + channel]!;
      data[step * channels + channel] = from + (at - before) * (series.data[after * channels + channel]! - from);
    }
  }
  return { steps, channels, data };
}

/** Which recording keeps its steps; the other one is stretched over it. */
export type CommonRate = 'skeleton' | 'inertial';

/** Inertial and skeleton recordings of one trial with the same number of steps, at least 64. */
export function synchronise(inertial: Series, skeleton: Series, rate: CommonRate): [Series, Series] {
  const steps = Math.max(windowSteps, rate === 'skeleton' ? skeleton.steps : inertial.steps);
  return [stretch(inertial, steps), stretch(skeleton, steps)];
}

/** Values of window `index` of a synchronised recording. */
export function windowOf(series: Series, index: number): Float32Array {
  const from = index * windowStride * series.channels;
  return series.data.slice(from, from + windowSteps * series.channels);
}
