import { anonymiserSubmission } from './anonymiser-submission.js';
import { agnostic } from './strategies.js';

/** Anon_AG: hides whoever it is, from noise alone. */
export default anonymiserSubmission(agnostic);
