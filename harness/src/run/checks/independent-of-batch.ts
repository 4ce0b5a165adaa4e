import type { RunCheck } from './run-check.js';

export const independentOfBatch: RunCheck = {
  id: 'independent-of-batch',
  shows:
    'Items that were asked several in a query were answered as they were alone, within the tolerance of the task. Not of a submission that is declared stochastic.',
  code: 'batch-dependent-output',
  remedy: 'Answer each item from its own inputs: batch statistics of training are frozen at inference.',
  judge: ({ findings: { conduct }, definition }) => {
    const leg = conduct?.batchParity;
    if (!leg) return null;
    const { tolerance } = definition.timing;
    return {
      ok: leg.largest <= tolerance,
      message: `${leg.compared} items, ${leg.batchSize} in a query: largest difference to the accuracy pass ${leg.largest.toExponential(2)}; tolerance ${tolerance}`,
    };
  },
};
