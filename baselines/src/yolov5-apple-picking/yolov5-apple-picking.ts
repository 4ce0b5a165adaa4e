import { small } from './settings.js';
import { yoloSubmission } from './yolo-submission.js';

/** The paper's method. */
export default yoloSubmission({ configuration: small, eca: true });
