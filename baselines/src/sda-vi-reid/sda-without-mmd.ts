import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** Both stages, nothing aligned. */
export default reIdSubmission(small, { hasStageOne: true, stageTwo: 'source and target', alignment: 'none' });
