import { nearestSupport } from './nearest-support.js';
import { prepare } from './pictures.js';
import { plainSubmission } from './plain-submission.js';

/** A trivial control: the class of the support picture with the most similar amount of ink. */
export default plainSubmission(({ images, labels }, queries, items) =>
  nearestSupport(prepare(images, 1, 1), labels, prepare(queries, 1, 1), items),
);
