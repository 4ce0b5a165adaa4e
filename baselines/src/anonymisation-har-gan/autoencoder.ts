import { anonymiserSubmission } from './anonymiser-submission.js';
import { autoencoderAlone } from './strategies.js';

/** The autoencoder alone, as in the paper’s Table 1. */
export default anonymiserSubmission(autoencoderAlone);
