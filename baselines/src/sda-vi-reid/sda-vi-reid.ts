import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** The paper's method: both stages, distances aligned modality by modality. */
export default reIdSubmission(small, { hasStageOne: true, stageTwo: 'source and target', alignment: 'hd-mmd' });
