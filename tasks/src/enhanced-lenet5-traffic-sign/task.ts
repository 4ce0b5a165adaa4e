import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { classNames } from './class-names.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readGtsrb } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) =>
    readGtsrb(folder, definition.variants.find(({ id }) => id === variant)?.dataset ?? variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 1431033,
  score,
  classNames,
  samples: { kind: 'class' },
  perturb,
};

export default task;
