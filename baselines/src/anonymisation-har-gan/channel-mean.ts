import { meansOver } from './changes.js';
import { controlSubmission } from './control-submission.js';

/** Each channel’s mean over the window: how a phone sits, and no movement. */
export default controlSubmission(meansOver(Number.POSITIVE_INFINITY));
