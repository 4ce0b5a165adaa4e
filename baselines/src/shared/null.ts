import { allocate, elementCount, type NamedTensors } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and answers zeros: must score at chance. */
export default defineSubmission({
  interaction: 'predict',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => ({
    parameters: 0,
    predict: (_inputs, items): NamedTensors =>
      Object.fromEntries(
        outputs.map(({ name, dtype, shape }) => {
          const full = [items, ...shape.map((size) => size ?? 1)];
          return [name, { dtype, shape: full, data: allocate(dtype, elementCount(full)) }];
        }),
      ),
  }),
});
