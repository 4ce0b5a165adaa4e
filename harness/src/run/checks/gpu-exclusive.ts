import { judgeDisturbance } from './disturbance.js';
import type { RunCheck } from './run-check.js';

export const gpuExclusive: RunCheck = {
  id: 'gpu-exclusive',
  shows: 'No other process computed on the graphics card while queries were timed.',
  code: 'foreign-gpu-process',
  remedy: 'End the other processes on the card, and repeat the run.',
  judge: (context) => judgeDisturbance(context, 'foreign-gpu-process'),
};
