import { swinHs } from './network.js';
import { small } from './settings.js';
import { volumeSubmission } from './volume-submission.js';

/** No spatial squeeze and excitation in the decoder. */
export default volumeSubmission(swinHs({ ...small.network, hasSpatialExcitation: false }), small.training);
