import { sentinelWork } from '../sentinel/work.js';
import type { Implementation } from './serve.js';

/** Answers each query with the checksum of a fixed amount of work: its time tells how fast the machine is now. */
export const sentinelImplementation: Implementation = {
  train: () => Promise.reject(new Error('the sentinel has nothing to train')),
  load: async () => {
    const work = sentinelWork();
    return {
      parameters: null,
      predict: (_inputs, items) => ({
        checksum: { dtype: 'float32', shape: [items], data: new Float32Array(items).fill(work()) },
      }),
    };
  },
};
