import { bicubicResize } from '@paretoboard/tasks/images/bicubic-resize.js';
import { interpolationSubmission } from './interpolation-submission.js';

/** Bicubic interpolation: the row that every paper of the field begins with. */
export default interpolationSubmission(bicubicResize);
