import { fewShotSubmission } from './few-shot-submission.js';
import { small } from './settings.js';

/** The nearest class mean (Snell et al. 2017) in the features of the same pre-training, without graph. */
export default fewShotSubmission(small, { smoothing: false, labelPropagation: false });
