import { explainer } from './explainer.js';
import { explainByLinearFit } from './linear-fit.js';

/** LIME (Ribeiro et al. 2016): kernel width 0.75 √m, weight √exp(−d² / width²). */
export default explainer(({ normal }) => {
  const squaredWidth = 0.75 ** 2 * normal.levels.length;
  return explainByLinearFit((distances) => distances.map((squared) => Math.sqrt(Math.exp(-squared / squaredWidth))));
});
