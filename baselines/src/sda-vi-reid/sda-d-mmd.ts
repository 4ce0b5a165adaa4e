import { reIdSubmission } from './re-id-submission.js';
import { small } from './settings.js';

/** Both stages, distances aligned with the modalities pooled. */
export default reIdSubmission(small, { hasStageOne: true, stageTwo: 'source and target', alignment: 'd-mmd' });
