import { anonymiserSubmission } from './anonymiser-submission.js';
import { plainTransfer } from './strategies.js';

/** Deep feature interpolation without adversarial training. */
export default anonymiserSubmission(plainTransfer);
