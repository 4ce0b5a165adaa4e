import { noisy } from './changes.js';
import { controlSubmission } from './control-submission.js';

/** Normal noise of 1 g and 1 rad/s. */
export default controlSubmission(noisy(1));
