import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { declaredMetrics } from './declared-metrics.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readMnist } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) =>
    readMnist(folder, definition.variants.find(({ id }) => id === variant)?.dataset ?? variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 78_354_007,
  score,
  declaredMetrics,
  samples: { kind: 'generated', picture: 'image', reconstruction: 'reconstruction', sample: 'sample', range: [-1, 1] },
  perturb,
};

export default task;
