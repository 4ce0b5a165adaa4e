import { judgeDisturbance } from './disturbance.js';
import type { RunCheck } from './run-check.js';

export const machineExclusive: RunCheck = {
  id: 'machine-exclusive',
  shows: 'Other processes left the machine to the timed queries.',
  code: 'foreign-load',
  remedy: 'Repeat the run on a machine that does nothing else; stop browsers, builds and other runs.',
  judge: (context) => judgeDisturbance(context, 'foreign-load'),
};
