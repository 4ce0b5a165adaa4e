import { multimodal } from './multimodal-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** The paper: gated fusion of picture and text, graph convolution of users, policy. */
export default rankingSubmission(
  multimodal({ width: small.width, policyHidden: small.policyHidden, fusion: 'gate' }),
  small.training,
);
