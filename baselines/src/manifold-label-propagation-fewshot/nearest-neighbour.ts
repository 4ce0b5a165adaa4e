import { nearestSupport } from './nearest-support.js';
import { prepare } from './pictures.js';
import { plainSubmission } from './plain-submission.js';

const side = 28;

/** The class of the nearest support picture, pixel by pixel at 28 × 28. */
export default plainSubmission(({ images, labels }, queries, items) =>
  nearestSupport(prepare(images, side, 1), labels, prepare(queries, side, 1), items),
);
