import { networkSubmission } from './network-submission.js';
import { small } from './settings.js';

/** The same network and options, but every token goes through every block. */
export default networkSubmission(small, { sampling: 'all', hasTemporalSequence: true, updatesTemplate: true });
