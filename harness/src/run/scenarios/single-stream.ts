import { closedLoop } from './closed-loop.js';

/** One query of the protocol's batch size at a time: what a user waits for. */
export const singleStream = closedLoop('single-stream', {
  itemsOf: ({ load }) => load.task.timing.batchSize,
});
