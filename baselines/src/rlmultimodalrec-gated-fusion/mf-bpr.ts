import { matrixFactorisation } from './matrix-factorisation-model.js';
import { rankingSubmission } from './ranking-submission.js';
import { small } from './settings.js';

/** Matrix factorisation with the loss of Bayesian personalised ranking. */
export default rankingSubmission(matrixFactorisation(small.width), small.training);
