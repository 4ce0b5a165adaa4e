import { controlSubmission } from './control-submission.js';

/** Hands windows back as they are: hides nobody. */
export default controlSubmission((window) => window);
