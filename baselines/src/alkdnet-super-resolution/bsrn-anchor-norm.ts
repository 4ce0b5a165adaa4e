import { smallNetwork } from './ablation.js';
import { networkSubmission } from './network-submission.js';

/** BSRN with the paper's anchor and pixel normalisation: what is left between it and the method is ALKConv. */
export default networkSubmission(smallNetwork({ convolution: 'blueprint' }));
