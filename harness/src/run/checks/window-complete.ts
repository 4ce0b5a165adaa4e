import type { RunCheck } from './run-check.js';

export const windowComplete: RunCheck = {
  id: 'window-complete',
  shows: 'Each timed window reached the least duration and number of queries of its profile.',
  code: 'timeout',
  remedy: 'Answer faster, so that the window holds enough queries.',
  judge: ({ findings: { latency }, profile }) => {
    if (!latency) return null;
    const message = `each window at least ${profile.minimumWindowMs} ms and ${profile.acceptedQueries} queries`;
    return { ok: latency.windowsReachedMinimum, message };
  },
};
