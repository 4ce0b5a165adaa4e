import { mdsfSubmission } from './mdsf-submission.js';
import { small } from './settings.js';

/** The paper's method; the gates are trained on pasted patches. */
export default mdsfSubmission({
  configuration: small,
  parts: { amplification: true, saliency: true },
  gatesTrained: true,
});
