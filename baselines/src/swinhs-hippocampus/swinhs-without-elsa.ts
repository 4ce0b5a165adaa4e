import { withStages } from './ablation.js';
import { swinHs } from './network.js';
import { small } from './settings.js';
import { volumeSubmission } from './volume-submission.js';

/** Swin blocks in the place of ELSA blocks: what is left between it and the method is the local attention. */
export default volumeSubmission(swinHs(withStages((kind) => (kind === 'elsa' ? 'swin' : kind))), small.training);
