import { networkSubmission } from './network-submission.js';
import { small } from './settings.js';

/** The same network and options, but each block hands on K tokens that chance picks: what is left when content does not count. */
export default networkSubmission(small, { sampling: 'random-k', hasTemporalSequence: true, updatesTemplate: true });
