import { explainer } from './explainer.js';
import { constantClassifier } from './explanation.js';
import { explainByRule } from './rule-search.js';
import { small } from './settings.js';

/** Anchors (Ribeiro et al. 2018): the same search, rewarded where the black box says of a row what it says of the instance. */
export default explainer((distribution) =>
  explainByRule(distribution, small, (world) => {
    const label = world.instanceLabel();
    const classifier = constantClassifier(world.features, label);
    return () => ({ classify: () => label, update: () => {}, onCodes: () => classifier });
  }),
);
