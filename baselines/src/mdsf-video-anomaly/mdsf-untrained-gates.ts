import { mdsfSubmission } from './mdsf-submission.js';
import { small } from './settings.js';

/** The paper's method to the letter: no stated loss reaches the gates, so they keep their initial values. */
export default mdsfSubmission({
  configuration: small,
  parts: { amplification: true, saliency: true },
  gatesTrained: false,
});
