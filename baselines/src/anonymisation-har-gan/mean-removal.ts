import { withoutMeans } from './changes.js';
import { controlSubmission } from './control-submission.js';

/** Windows without their means. */
export default controlSubmission(withoutMeans);
