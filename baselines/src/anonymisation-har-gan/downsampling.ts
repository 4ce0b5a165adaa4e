import { meansOver } from './changes.js';
import { controlSubmission } from './control-submission.js';

/** Means over eight steps: a sixth of a second of MotionSense. */
export default controlSubmission(meansOver(8));
