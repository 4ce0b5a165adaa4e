import { small } from './settings.js';
import { yoloSubmission } from './yolo-submission.js';

/** The paper's method without its attention. */
export default yoloSubmission({ configuration: small, eca: false });
