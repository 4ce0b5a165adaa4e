import { networkSubmission } from './network-submission.js';
import { small } from './settings.js';

/** The paper: dynamic sampling, online template update, temporal sequence. */
export default networkSubmission(small, { sampling: 'dynamic', hasTemporalSequence: true, updatesTemplate: true });
