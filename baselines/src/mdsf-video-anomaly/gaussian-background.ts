import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { type Pictures, picturesOf, trainingPictures } from './pictures.js';
import { scored } from './scored.js';
import { small } from './settings.js';

/** Levels: no pixel is taken to be steadier than this. */
const leastDeviation = 2;

interface Background {
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
}

/** Mean and standard deviation of each pixel of a stack over all pictures. */
export function fitBackground({ items, levels }: Pictures): Background {
  const pixels = levels.length / items;
  const [mean, square] = [new Float32Array(pixels), new Float32Array(pixels)];
  for (let at = 0; at < levels.length; at++) mean[at % pixels]! += levels[at]! / items;
  for (let at = 0; at < levels.length; at++) square[at % pixels]! += (levels[at]! - mean[at % pixels]!) ** 2 / items;
  return { mean, deviation: square.map((value) => Math.max(leastDeviation, Math.sqrt(value))) };
}

/** Mean squared deviation of each picture from the background, in units of its spread. */
export function deviations({ mean, deviation }: Background, { items, levels }: Pictures): Float32Array {
  const pixels = mean.length;
  const result = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    let sum = 0;
    for (let pixel = 0; pixel < pixels; pixel++)
      sum += ((levels[item * pixels + pixel]! - mean[pixel]!) / deviation[pixel]!) ** 2;
    result[item] = sum / pixels;
  }
  return result;
}

/** One normal distribution for each pixel. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    const { mean, deviation } = fitBackground(trainingPictures(context, small.size));
    const vector = (data: Float32Array) => ({ dtype: 'float32' as const, shape: [data.length], data });
    context.save('background.bin', packTensors({ mean: vector(mean), deviation: vector(deviation) }));
    return { steps: 1, epochs: 1, parameters: mean.length + deviation.length };
  },
  load({ read }) {
    const stored = unpackTensors(read('background.bin'));
    const background: Background = {
      mean: stored.mean!.data as Float32Array,
      deviation: stored.deviation!.data as Float32Array,
    };
    return {
      parameters: 2 * background.mean.length,
      predict: (inputs, items) => scored(deviations(background, picturesOf(inputs, items, small.size))),
    };
  },
});
