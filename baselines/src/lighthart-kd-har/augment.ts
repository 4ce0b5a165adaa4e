import type { Random } from '@paretoboard/sdk/random.js';

/** Ours: the paper states no augmentation. Both modalities get the same time warp, so that they stay synchronous. */
const limits = { shortest: 0.75, gain: 0.1, noise: 0.05 };

export interface Warp {
  /** First step and step length, in steps of the window. */
  readonly from: number;
  readonly stride: number;
}

/** A random part of at least three quarters of a window, stretched to the whole. */
export function drawWarp(steps: number, random: Random): Warp {
  const length = random.uniform(limits.shortest, 1) * (steps - 1);
  return { from: random.uniform(0, steps - 1 - length), stride: length / (steps - 1) };
}

/** Writes one warped window of rows [steps, channels] into `to`, with a common gain and noise. Values are standardised. */
export function augmentWindow(
  source: Float32Array,
  sourceAt: number,
  to: Float32Array,
  toAt: number,
  { steps, channels }: { steps: number; channels: number },
  warp: Warp,
  random: Random,
): void {
  const gain = random.uniform(1 - limits.gain, 1 + limits.gain);
  for (let step = 0; step < steps; step++) {
    const at = warp.from + step * warp.stride;
    const before = Math.min(Math.floor(at), steps - 2);
    const share = at - before;
    const row = sourceAt + before * channels;
    for (let channel = 0; channel < channels; channel++) {
      const value = source[row + channel]! * (1 - share) + source[row + channels + channel]! * share;
      to[toAt + step * channels + channel] = gain * value + limits.noise * random.uniform(-1.7, 1.7);
    }
  }
}
