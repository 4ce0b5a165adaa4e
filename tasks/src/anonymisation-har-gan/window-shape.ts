import { channelCount } from './recording.js';

/** Steps of a window: 2 s of MotionSense. */
export const windowSteps = 100;
export const windowShape: readonly [number, number] = [windowSteps, channelCount];
