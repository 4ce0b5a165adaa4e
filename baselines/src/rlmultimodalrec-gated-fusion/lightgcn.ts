import { lightGcn } from './lightgcn-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** LightGCN: interactions only. */
export default rankingSubmission(lightGcn(small.width, small.layers), small.training);
