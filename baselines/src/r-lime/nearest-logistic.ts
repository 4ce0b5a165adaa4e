import { explainer } from './explainer.js';
import { explainByLinearFit } from './linear-fit.js';

const nearestShare = 0.05;

/** A logistic regression on the nearest 5 % of the samples. */
export default explainer(() =>
  explainByLinearFit((distances) => {
    const sorted = Float64Array.from(distances).sort();
    const limit = sorted[Math.ceil(nearestShare * sorted.length) - 1]!;
    return distances.map((squared) => (squared <= limit ? 1 : 0));
  }),
);
