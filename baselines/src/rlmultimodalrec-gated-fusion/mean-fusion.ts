import { multimodal } from './multimodal-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** The paper's method with the mean of picture and text in place of the gate. */
export default rankingSubmission(
  multimodal({ width: small.width, policyHidden: small.policyHidden, fusion: 'mean' }),
  small.training,
);
