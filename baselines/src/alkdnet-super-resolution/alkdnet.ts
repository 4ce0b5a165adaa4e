import { smallNetwork } from './ablation.js';
import { networkSubmission } from './network-submission.js';

/** The paper's network with every part. */
export default networkSubmission(smallNetwork());
