import { smallNetwork } from './ablation.js';
import { networkSubmission } from './network-submission.js';

/** BSRN, the network that the paper starts from: BSConv, residual among features only, no pixel normalisation. */
export default networkSubmission(smallNetwork({ convolution: 'blueprint', normalised: false, anchored: false }));
