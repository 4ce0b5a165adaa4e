import { swinHs } from './network.js';
import { small } from './settings.js';
import { volumeSubmission } from './volume-submission.js';

/** The paper's network with every part. */
export default volumeSubmission(swinHs(small.network), small.training);
