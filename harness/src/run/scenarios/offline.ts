import { closedLoop } from './closed-loop.js';

/**
 * All samples at once: throughput. They travel in batches that the wire holds; making the next batch is our work and is not timed, as loading is
 * not in MLPerf.
 */
export const offline = closedLoop('offline', ({ load }) => load.task.timing.offlineBatchSize);
