import { allocate, elementCount } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and answers zeros at every step: must score at chance. */
export default defineSubmission({
  interaction: 'sequence',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => ({
    parameters: 0,
    begin: () => {},
    step: () =>
      Object.fromEntries(
        outputs.map(({ name, dtype, shape: [, ...entry] }) => {
          const shape = [1, ...entry.map((size) => size ?? 1)];
          return [name, { dtype, shape, data: allocate(dtype, elementCount(shape)) }];
        }),
      ),
  }),
});
