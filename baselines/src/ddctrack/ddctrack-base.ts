import { networkSubmission } from './network-submission.js';
import { small } from './settings.js';

/** Row 1 of Table 1: dynamic sampling, neither update nor temporal sequence. */
export default networkSubmission(small, { sampling: 'dynamic', hasTemporalSequence: false, updatesTemplate: false });
