import { withStages } from './ablation.js';
import { swinHs } from './network.js';
import { small } from './settings.js';
import { volumeSubmission } from './volume-submission.js';

/** Residual convolutions in the place of every transformer block: an encoder without attention. */
export default volumeSubmission(swinHs(withStages(() => 'convolution')), small.training);
