import { atlasSubmission } from './atlas-submission.js';

/** The mean mask of the training volumes, cut off at its best level: answers the same whatever the picture shows. */
export default atlasSubmission(false);
