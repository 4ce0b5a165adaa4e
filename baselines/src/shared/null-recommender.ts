import { rankEach } from '@paretoboard/sdk/rank-candidates.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';

/** Learns nothing and names the first candidates, whose order means nothing: must score at chance. */
export default defineSubmission({
  interaction: 'recommend',
  train(context) {
    context.save('empty', new Uint8Array(1));
    return { steps: 0, epochs: 0, parameters: 0 };
  },
  load: () => ({
    parameters: 0,
    rank: ({ users, candidates, places }) => rankEach(candidates, users.length, places, () => 0),
  }),
});
