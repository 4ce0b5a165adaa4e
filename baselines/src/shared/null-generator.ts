import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and answers zeros, where a task asks for reconstructions and samples: must score at chance. */
export default defineSubmission({
  interaction: 'generate',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => {
    const zeros = (name: string, items: number) => nullOutputs(outputs, items)[name]!;
    return {
      parameters: 0,
      reconstruct: (_inputs, items) => zeros('reconstruction', items),
      sample: (seeds) => zeros('sample', seeds.length),
    };
  },
});
