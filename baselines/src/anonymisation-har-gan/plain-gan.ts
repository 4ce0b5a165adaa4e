import { anonymiserSubmission } from './anonymiser-submission.js';
import { plainAdversarial } from './strategies.js';

/** The generator against the discriminator alone, without the identity term of the loss. */
export default anonymiserSubmission(plainAdversarial);
