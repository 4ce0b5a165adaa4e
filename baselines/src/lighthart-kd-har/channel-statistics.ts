import type { Tensor } from '@paretoboard/contract/tensor.js';

/** Features per channel: mean, standard deviation, mean square. */
export const statisticsPerChannel = 3;

/** Mean, standard deviation and energy of each channel of windows [n, steps, channels]: float32 [n, 3 · channels]. */
export function channelStatistics({ shape, data }: Tensor): Float32Array {
  const [items, steps, channels] = shape as [number, number, number];
  const features = new Float32Array(items * channels * statisticsPerChannel);
  for (let item = 0; item < items; item++) {
    for (let channel = 0; channel < channels; channel++) {
      let [sum, squares] = [0, 0];
      for (let step = 0; step < steps; step++) {
        const value = data[(item * steps + step) * channels + channel]!;
        sum += value;
        squares += value * value;
      }
      const mean = sum / steps;
      const variance = Math.max(0, squares / steps - mean * mean);
      features.set([mean, Math.sqrt(variance), squares / steps], (item * channels + channel) * statisticsPerChannel);
    }
  }
  return features;
}
