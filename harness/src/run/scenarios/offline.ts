import { closedLoop } from './closed-loop.js';

/**
 * All samples at once: throughput. They travel in batches that the wire holds; making the next batch is our work and is not timed, as loading is
 * not in MLPerf. The whole is one query: no tail is waited for, and the floor of the profile counts samples.
 */
export const offline = closedLoop('offline', {
  itemsOf: ({ load }) => load.task.timing.offlineBatchSize,
  windowOf: (profile, items) => ({
    ...profile,
    minimumQueries: Math.ceil(profile.minimumQueries / items),
    acceptedQueries: Math.ceil(profile.acceptedQueries / items),
    waitsForTail: false,
  }),
});
