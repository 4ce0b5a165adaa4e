import type { Box } from './frame.js';
import { untrainedTracker } from './tracker.js';

/** Always the first box: what a tracker must beat. */
export default untrainedTracker(() => {
  let box: Box = [0, 0, 1, 1];
  return {
    begin: (_frame, first) => {
      box = first;
    },
    step: () => box,
  };
});
