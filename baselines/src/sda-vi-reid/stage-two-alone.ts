import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** A plain two-stream network on both data sets at once: neither pre-training nor alignment; a quarter of the steps. */
export default reIdSubmission(small, { hasStageOne: false, stageTwo: 'source and target', alignment: 'none' });
