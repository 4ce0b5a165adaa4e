import { atlasSubmission } from './atlas-submission.js';

/** The mean mask, and grey levels near those of the training contours. */
export default atlasSubmission(true);
