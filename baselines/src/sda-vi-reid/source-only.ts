import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** The source alone: no adaptation. */
export default reIdSubmission(small, { hasStageOne: true, stageTwo: 'none', alignment: 'none' });
