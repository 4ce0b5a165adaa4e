import { anonymiserSubmission } from './anonymiser-submission.js';
import { conditioned } from './strategies.js';

/** Anon_AcG: told the subject, hides it. */
export default anonymiserSubmission(conditioned);
