import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and answers zeros for whatever it is to change: must score at chance. */
export default defineSubmission({
  interaction: 'transform',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => ({
    parameters: 0,
    transform: (batch, _conditions, items) => nullOutputs(outputs, items, batch),
  }),
});
