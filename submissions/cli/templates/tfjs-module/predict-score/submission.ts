import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// How far an item's summary lies from that of the training rows, in standard deviations.

const inputName = 'my-input';
const outputName = 'my-output';
const batchSize = 16;
const mostRows = 2_000;
const artefactFile = 'normal.bin';

/** What is measured of one item: mean, deviation, mean and largest change along the last axis (of a stack of frames: motion). */
function summaryOf({ data, shape }: Tensor, item: number, items: number): number[] {
  const length = data.length / items;
  const values = data.subarray(item * length, (item + 1) * length);
  const last = shape.length > 1 ? shape.at(-1)! : 1;
  let sum = 0;
  let squares = 0;
  let change = 0;
  let moving = 0;
  for (let at = 0; at < length; at++) {
    const value = values[at]!;
    sum += value;
    squares += value * value;
    if (at % last === 0) continue;
    const step = Math.abs(value - values[at - 1]!);
    change += step;
    if (step > 40) moving += 1;
  }
  const mean = sum / length;
  return [mean, Math.sqrt(Math.max(0, squares / length - mean * mean)), change / length, moving / length];
}

export default defineSubmission({
  interaction: 'predict',

  train(context) {
    const summaries: number[][] = [];
    while (summaries.length < mostRows) {
      const { items, inputs } = context.next('train', batchSize);
      if (items === 0) break;
      for (let item = 0; item < items; item++) summaries.push(summaryOf(inputs[inputName]!, item, items));
      context.progress({ step: summaries.length });
    }
    const features = summaries[0]!.length;
    const normal = new Float64Array(2 * features);
    for (let feature = 0; feature < features; feature++) {
      const values = summaries.map((summary) => summary[feature]!);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      normal[feature] = mean;
      normal[features + feature] = Math.sqrt(variance) + 1e-6;
    }
    context.save(artefactFile, packTensors({ normal: { dtype: 'float64', shape: [2, features], data: normal } }));
    return { steps: 1, epochs: 1, parameters: normal.length };
  },

  load({ read }) {
    const normal = unpackTensors(read(artefactFile))['normal']!.data;
    const features = normal.length / 2;
    return {
      parameters: normal.length,
      predict(inputs, items) {
        const data = Float32Array.from({ length: items }, (_, item) =>
          summaryOf(inputs[inputName]!, item, items).reduce(
            (distance, value, feature) => distance + ((value - normal[feature]!) / normal[features + feature]!) ** 2,
            0,
          ),
        );
        return { [outputName]: { dtype: 'float32', shape: [items], data } };
      },
    };
  },
});
