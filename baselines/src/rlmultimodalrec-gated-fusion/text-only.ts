import { multimodal } from './multimodal-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** The paper's method with the text alone. */
export default rankingSubmission(
  multimodal({ width: small.width, policyHidden: small.policyHidden, fusion: 'text' }),
  small.training,
);
