import { fewShotSubmission } from './few-shot-submission.js';
import { small } from './settings.js';

/** The method without manifold smoothing, all else equal. */
export default fewShotSubmission(small, { smoothing: false, labelPropagation: true });
