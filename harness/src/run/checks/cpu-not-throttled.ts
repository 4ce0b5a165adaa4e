import { judgeDisturbance } from './disturbance.js';
import type { RunCheck } from './run-check.js';

export const cpuNotThrottled: RunCheck = {
  id: 'cpu-not-throttled',
  shows: 'The processor was not slowed by heat or held back by a quota while queries were timed.',
  code: 'cpu-throttled',
  remedy: 'Cool the machine, or lift the quota of its container, and repeat the run.',
  judge: (context) => judgeDisturbance(context, 'cpu-throttled'),
};
