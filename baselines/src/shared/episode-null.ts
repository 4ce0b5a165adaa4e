import { nullOutputs } from '@paretoboard/contract/null-outputs.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and answers zeros to the queries of every episode: must score at chance. */
export default defineSubmission({
  interaction: 'episode',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: ({ outputs }) => ({
    parameters: 0,
    support: () => {},
    // The first axis of an episode's output is its queries.
    predict: (_queries, items) =>
      nullOutputs(
        outputs.map((spec) => ({ ...spec, shape: spec.shape.slice(1) })),
        items,
      ),
  }),
});
