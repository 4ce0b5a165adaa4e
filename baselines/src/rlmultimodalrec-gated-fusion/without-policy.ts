import { multimodal } from './multimodal-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** The paper's method without its policy network: the plain dot product of Eq. 7. */
export default rankingSubmission(
  multimodal({ width: small.width, policyHidden: null, fusion: 'gate' }),
  small.training,
);
