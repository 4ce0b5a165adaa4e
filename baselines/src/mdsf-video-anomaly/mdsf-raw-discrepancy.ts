import { mdsfSubmission } from './mdsf-submission.js';
import { small } from './settings.js';

/** The paper's ablation: differences of features as they are, scales with equal weights. */
export default mdsfSubmission({
  configuration: small,
  parts: { amplification: false, saliency: false },
  gatesTrained: false,
});
