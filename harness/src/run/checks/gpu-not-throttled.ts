import { judgeDisturbance } from './disturbance.js';
import type { RunCheck } from './run-check.js';

export const gpuNotThrottled: RunCheck = {
  id: 'gpu-not-throttled',
  shows: 'The graphics card was not slowed by heat or by its power supply while queries were timed.',
  code: 'gpu-throttled',
  remedy: 'Cool the card, and repeat the run.',
  judge: (context) => judgeDisturbance(context, 'gpu-throttled'),
};
