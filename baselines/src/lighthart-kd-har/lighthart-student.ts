import { networkSubmission } from './network-submission.js';
import { studentSettings } from './settings.js';
import { studentNetwork } from './student-network.js';

/** The same student from hard labels alone. */
export default networkSubmission({ network: studentNetwork, settings: studentSettings });
