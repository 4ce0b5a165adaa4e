import { rankEach } from '@paretoboard/sdk/rank-candidates.js';
import { defineSubmission } from '@paretoboard/sdk/submission.js';
import { packTensors, unpackTensors } from '@paretoboard/sdk/tensor-bytes.js';

/** Recommends to everybody what most users took in the training rows: what a method must beat. */
export default defineSubmission({
  interaction: 'recommend',
  train(context) {
    const counts = new Int32Array(context.constants.extent!.data[1]!);
    for (const item of context.all('train').targets.item!.data) counts[item]! += 1;
    context.save('counts.bin', packTensors({ counts: { dtype: 'int32', shape: [counts.length], data: counts } }));
    return { steps: 1, epochs: 1, parameters: 0 };
  },
  load(context) {
    const counts = unpackTensors(context.read('counts.bin')).counts!.data;
    return {
      parameters: 0,
      rank: ({ users, candidates, places }) =>
        rankEach(candidates, users.length, places, (_user, item) => counts[item]!),
    };
  },
});
