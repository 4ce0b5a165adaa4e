import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { solve } from './linear-equations.js';

// Each pixel of the enlarged picture is a weighted sum of the 5 × 5 pixels around it: weights by ridge regression, one set for each place within a pixel.

const inputName = 'my-input';
const targetName = 'my-target';
const outputName = 'my-output';
const scale = 2;
const radius = 2;
const patches = 1_000;
const batchSize = 50;
const ridge = 1;
const artefactFile = 'filters.bin';

const size = (2 * radius + 1) ** 2;
const phases = scale * scale;

const clamp = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit - 1);

/** The pixels around one, repeated beyond the border. `into` receives [25]. */
function neighbours(picture: Tensor, item: number, row: number, column: number, channel: number, into: Float64Array) {
  const [, height = 1, width = 1, channels = 1] = picture.shape;
  let at = 0;
  for (let y = row - radius; y <= row + radius; y++) {
    const line = (item * height + clamp(y, height)) * width;
    for (let x = column - radius; x <= column + radius; x++)
      into[at++] = picture.data[(line + clamp(x, width)) * channels + channel]!;
  }
}

/** Calls `visit` for each value of a batch of pictures, with its place in the answer for each phase. */
function eachPixel(picture: Tensor, visit: (near: Float64Array, placeOf: (phase: number) => number) => void): void {
  const [items = 0, height = 1, width = 1, channels = 1] = picture.shape;
  const near = new Float64Array(size);
  for (let item = 0; item < items; item++)
    for (let row = 0; row < height; row++)
      for (let column = 0; column < width; column++)
        for (let channel = 0; channel < channels; channel++) {
          neighbours(picture, item, row, column, channel, near);
          visit(near, (phase) => {
            const y = (item * height + row) * scale + Math.floor(phase / scale);
            return (y * width * scale + column * scale + (phase % scale)) * channels + channel;
          });
        }
}

export default defineSubmission({
  interaction: 'predict',

  train(context) {
    const gram = new Float64Array(size * size);
    const products = Array.from({ length: phases }, () => new Float64Array(size));
    let seen = 0;
    while (seen < patches) {
      const { items, inputs, targets } = context.next('train', batchSize);
      if (items === 0) break;
      const large = targets[targetName]!.data;
      eachPixel(inputs[inputName]!, (near, placeOf) => {
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) gram[i * size + j] = gram[i * size + j]! + near[i]! * near[j]!;
          for (let phase = 0; phase < phases; phase++)
            products[phase]![i] = products[phase]![i]! + near[i]! * large[placeOf(phase)]!;
        }
      });
      seen += items;
      context.progress({ step: seen });
    }
    for (let i = 0; i < size; i++) gram[i * size + i] = gram[i * size + i]! + ridge;
    const filters = Float64Array.from(products.flatMap((product) => [...solve(gram.slice(), product)]));
    context.save(artefactFile, packTensors({ filters: { dtype: 'float64', shape: [phases, size], data: filters } }));
    return { steps: 1, epochs: 1, parameters: filters.length };
  },

  load({ read }) {
    const filters = unpackTensors(read(artefactFile))['filters']!.data;
    return {
      parameters: filters.length,
      predict(inputs, items) {
        const small = inputs[inputName]!;
        const [, height = 1, width = 1, channels = 1] = small.shape;
        const large = new Uint8ClampedArray(small.data.length * phases);
        eachPixel(small, (near, placeOf) => {
          for (let phase = 0; phase < phases; phase++) {
            let sum = 0;
            for (let i = 0; i < size; i++) sum += near[i]! * filters[phase * size + i]!;
            large[placeOf(phase)] = sum;
          }
        });
        const shape = [items, height * scale, width * scale, channels];
        return { [outputName]: { dtype: 'uint8', shape, data: new Uint8Array(large.buffer) } };
      },
    };
  },
});
