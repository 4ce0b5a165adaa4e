import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// A grey thumbnail, less the mean thumbnail of its kind (modality), so that pictures of two kinds can be told alike.

const inputName = 'my-input';
const kindName = 'my-kind';
const outputName = 'my-output';
const rows = 24;
const columns = 12;
const kinds = 2;
const batchSize = 32;
const mostRows = 4_000;
const artefactFile = 'means.bin';

/** Mean grey level of each cell of a grid over one picture, of mean 0 and length 1. @returns [rows × columns] */
function thumbnail(inputs: NamedTensors, item: number): Float64Array {
  const { data, shape } = inputs[inputName]!;
  const [, height = 1, width = 1, channels = 1] = shape;
  const sums = new Float64Array(rows * columns);
  const counts = new Float64Array(rows * columns);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const cell = Math.floor((y * rows) / height) * columns + Math.floor((x * columns) / width);
      for (let channel = 0; channel < channels; channel++)
        sums[cell] = sums[cell]! + data[((item * height + y) * width + x) * channels + channel]!;
      counts[cell] = counts[cell]! + channels;
    }
  const grey = sums.map((sum, cell) => sum / Math.max(1, counts[cell]!));
  const mean = grey.reduce((sum, value) => sum + value, 0) / grey.length;
  const length = Math.hypot(...grey.map((value) => value - mean)) || 1;
  return grey.map((value) => (value - mean) / length);
}

export default defineSubmission({
  interaction: 'predict',

  train(context) {
    const size = rows * columns;
    const sums = new Float64Array(kinds * size);
    const counts = new Float64Array(kinds);
    let seen = 0;
    while (seen < mostRows) {
      const { items, inputs } = context.next('train', batchSize);
      if (items === 0) break;
      for (let item = 0; item < items; item++) {
        const kind = inputs[kindName]!.data[item]!;
        counts[kind] = counts[kind]! + 1;
        thumbnail(inputs, item).forEach((value, at) => {
          sums[kind * size + at] = sums[kind * size + at]! + value;
        });
      }
      seen += items;
      context.progress({ step: seen });
    }
    const means = sums.map((sum, at) => sum / Math.max(1, counts[Math.floor(at / size)]!));
    context.save(artefactFile, packTensors({ means: { dtype: 'float64', shape: [kinds, size], data: means } }));
    return { steps: 1, epochs: 1, parameters: means.length };
  },

  load({ read }) {
    const means = unpackTensors(read(artefactFile))['means']!.data;
    const size = rows * columns;
    return {
      parameters: means.length,
      predict(inputs, items) {
        const data = new Float32Array(items * size);
        for (let item = 0; item < items; item++) {
          const kind = inputs[kindName]!.data[item]!;
          const own = thumbnail(inputs, item).map((value, at) => value - means[kind * size + at]!);
          data.set(own, item * size);
        }
        return { [outputName]: { dtype: 'float32', shape: [items, size], data } };
      },
    };
  },
});
