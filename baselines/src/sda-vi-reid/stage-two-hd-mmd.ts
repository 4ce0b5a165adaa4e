import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** Without pre-training on the source; a quarter of the steps. */
export default reIdSubmission(small, { hasStageOne: false, stageTwo: 'source and target', alignment: 'hd-mmd' });
