import type { Predictor } from '@paretoboard/sdk/submission.js';
import { sentinelWork } from '../sentinel/work.js';
import { predict } from './interactions/predict.js';
import type { Implementation } from './serve.js';

/** Answers each query with the checksum of a fixed amount of work: its time tells how fast the machine is now. */
export const sentinelImplementation: Implementation = {
  train: () => Promise.reject(new Error('the sentinel has nothing to train')),
  load: async (load) => {
    const work = sentinelWork();
    const predictor: Predictor = {
      parameters: null,
      predict: (_inputs, items) => ({
        checksum: { dtype: 'float32', shape: [items], data: new Float32Array(items).fill(work()) },
      }),
    };
    return predict.serve(predictor, load);
  },
};
