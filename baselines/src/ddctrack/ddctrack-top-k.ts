import { networkSubmission } from './network-submission.js';
import { small } from './settings.js';

/** The same network and options, but each block hands on its K best tokens, whatever the content. */
export default networkSubmission(small, { sampling: 'top-k', hasTemporalSequence: true, updatesTemplate: true });
