import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';
import { greyLevels, pixels, side } from './picture-scale.js';

/** The mean of the training pictures, whatever is asked: what a method must beat. */
export default defineSubmission({
  interaction: 'generate',
  train(context) {
    const { inputs, items } = context.all('train');
    const mean = new Float32Array(pixels);
    greyLevels(inputs.image!.data).forEach((level, at) => {
      mean[at % pixels]! += level / items;
    });
    context.save('mean.bin', packTensors({ mean: { dtype: 'float32', shape: [side, side], data: mean } }));
    return { steps: 1, epochs: 1, parameters: pixels };
  },
  load(context) {
    const { data } = unpackTensors(context.read('mean.bin')).mean!;
    const repeat = (items: number) => {
      const pictures = new Float32Array(items * pixels);
      for (let item = 0; item < items; item++) pictures.set(data, item * pixels);
      return { dtype: 'float32', shape: [items, side, side], data: pictures } as const;
    };
    return {
      parameters: pixels,
      reconstruct: (_inputs, items) => repeat(items),
      sample: (seeds) => repeat(seeds.length),
    };
  },
});
