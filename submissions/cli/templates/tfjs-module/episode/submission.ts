import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

// Nearest prototype: a query belongs to the class whose mean support picture it is most like. Pictures are thumbnails less the mean one of the training rows.

const imagesName = 'my-support-images';
const labelsName = 'my-support-labels';
const queriesName = 'my-queries';
const outputName = 'my-output';
const side = 12;
const batchSize = 64;
const mostRows = 2_000;
const artefactFile = 'mean.bin';

/** Mean level of each cell of a grid over each picture. @param pictures [items, height, width] @returns an array of [side × side] per picture */
function thumbnails({ data, shape }: Tensor): Float64Array[] {
  const [items = 0, height = 1, width = 1] = shape;
  return Array.from({ length: items }, (_, item) => {
    const sums = new Float64Array(side * side);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const cell = Math.floor((y * side) / height) * side + Math.floor((x * side) / width);
        sums[cell] = sums[cell]! + data[(item * height + y) * width + x]!;
      }
    const length = Math.hypot(...sums) || 1;
    return sums.map((sum) => sum / length);
  });
}

function add(total: Float64Array, values: Float64Array): void {
  values.forEach((value, at) => {
    total[at] = total[at]! + value;
  });
}

function similarity(a: Float64Array, b: Float64Array): number {
  const dot = a.reduce((sum, value, at) => sum + value * b[at]!, 0);
  return dot / (Math.hypot(...a) * Math.hypot(...b) || 1);
}

export default defineSubmission({
  interaction: 'episode',

  train(context) {
    const mean = new Float64Array(side * side);
    let seen = 0;
    while (seen < mostRows) {
      const { items, inputs } = context.next('train', batchSize);
      if (items === 0) break;
      for (const thumbnail of thumbnails(Object.values(inputs)[0]!)) add(mean, thumbnail);
      seen += items;
      context.progress({ step: seen });
    }
    const data = mean.map((sum) => sum / seen);
    context.save(artefactFile, packTensors({ mean: { dtype: 'float64', shape: [data.length], data } }));
    return { steps: 1, epochs: 1, parameters: data.length };
  },

  load({ read, outputs }) {
    const mean = unpackTensors(read(artefactFile))['mean']!.data;
    const classes = outputs[0]!.shape[1]!;
    const centred = (pictures: Tensor) =>
      thumbnails(pictures).map((thumbnail) => thumbnail.map((value, at) => value - mean[at]!));
    let prototypes: Float64Array[] = [];
    return {
      parameters: mean.length,
      support(set) {
        prototypes = Array.from({ length: classes }, () => new Float64Array(side * side));
        centred(set[imagesName]!).forEach((picture, at) => {
          add(prototypes[set[labelsName]!.data[at]!]!, picture);
        });
      },
      predict(queries, items) {
        const data = Float32Array.from(
          centred(queries[queriesName]!).flatMap((query) =>
            prototypes.map((prototype) => 10 * similarity(query, prototype)),
          ),
        );
        return { [outputName]: { dtype: 'float32', shape: [items, classes], data } };
      },
    };
  },
});
