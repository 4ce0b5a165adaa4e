import { explainer } from './explainer.js';
import { OnlineLogistic } from './online-logistic.js';
import { explainByRule } from './rule-search.js';
import { small } from './settings.js';

/** R-LIME: the largest rectangle in which a linear classifier, learnt while the search goes on, agrees with the black box. */
export default explainer((distribution) =>
  explainByRule(
    distribution,
    small,
    ({ features }) =>
      () =>
        new OnlineLogistic(features),
  ),
);
