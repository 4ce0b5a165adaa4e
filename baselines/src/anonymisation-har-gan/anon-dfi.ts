import { anonymiserSubmission } from './anonymiser-submission.js';
import { transferred } from './strategies.js';

/** Anon_DFI: moves each window to the target subject. */
export default anonymiserSubmission(transferred);
