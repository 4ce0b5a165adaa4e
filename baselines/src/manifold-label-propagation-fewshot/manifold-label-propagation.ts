import { fewShotSubmission } from './few-shot-submission.js';
import { small } from './settings.js';

/** The paper's method: manifold smoothing and label propagation, pre-trained with rotations, fine-tuned on episodes. */
export default fewShotSubmission(small, { smoothing: true, labelPropagation: true });
