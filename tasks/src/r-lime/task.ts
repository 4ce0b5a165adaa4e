import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { adultFeatures } from './adult-table.js';
import { blackBox } from './black-box.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readVariant } from './reader.js';
import { recidivismFeatures } from './recidivism-table.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const featureNames = {
  recidivism: recidivismFeatures,
  surrogate: recidivismFeatures,
  adult: adultFeatures.map(({ name }) => name),
};

const task: TaskModule = {
  definition,
  open: readVariant,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 783546,
  score,
  samples: {
    kind: 'rule',
    instance: 'instance',
    threshold: 'threshold',
    levels: 'levels',
    rule: 'rule',
    weights: 'weights',
    bias: 'bias',
    estimate: 'estimate',
    featureNames,
  },
  perturb,
  blackBox,
};

export default task;
