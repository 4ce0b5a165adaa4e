import { Random } from '@paretoboard/sdk/random.js';
import { contentSeed } from './content-seed.js';
import type { ChangeWindow } from './control-submission.js';

/** Each channel by its means over runs of `length` steps, each repeated over its run. @throws RangeError on a length below 1 */
export function meansOver(length: number): ChangeWindow {
  if (!(length >= 1)) throw new RangeError(`runs of ${length} steps: expected at least 1`);
  return (window, channels) => {
    const steps = window.length / channels;
    const result = new Float32Array(window.length);
    for (let from = 0; from < steps; from += length) {
      const to = Math.min(steps, from + length);
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let step = from; step < to; step++) sum += window[step * channels + channel]!;
        for (let step = from; step < to; step++) result[step * channels + channel] = sum / (to - from);
      }
    }
    return result;
  };
}

/** Takes each channel's mean over the window away: postures go, and with them how the phone sits. */
export const withoutMeans: ChangeWindow = (window, channels) => {
  const means = meansOver(window.length / channels)(window, channels);
  return window.map((value, at) => value - means[at]!);
};

/** Adds normal noise, the same for the same window. @param deviation in g and rad/s */
export function noisy(deviation: number): ChangeWindow {
  return (window) => {
    const random = new Random(contentSeed(window));
    return window.map((value) => value + random.normal(0, deviation));
  };
}
