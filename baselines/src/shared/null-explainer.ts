import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

const withBatch = (tensor: Tensor): Tensor => ({ ...tensor, shape: [1, ...tensor.shape] });
const withoutBatch = (tensor: Tensor): Tensor => ({ ...tensor, shape: tensor.shape.slice(1) });

/** Asks nothing and answers zeros: holds no feature and says 0 of everybody. Must score at chance. */
export default defineSubmission({
  interaction: 'explain',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => ({
    parameters: 0,
    explain: (instance) => {
      const inputs = Object.fromEntries(Object.entries(instance).map(([name, one]) => [name, withBatch(one)]));
      const zeros = Object.entries(nullOutputs(outputs, 1, inputs));
      return Object.fromEntries(zeros.map(([name, one]) => [name, withoutBatch(one)]));
    },
  }),
});
