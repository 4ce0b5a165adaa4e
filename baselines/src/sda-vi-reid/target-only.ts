import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** The few people of the target alone. */
export default reIdSubmission(small, { hasStageOne: false, stageTwo: 'target', alignment: 'none' });
