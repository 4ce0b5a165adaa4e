import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition, threshold } from './definition.js';
import { perturb } from './perturb.js';
import { readVolumes } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) =>
    readVolumes(folder, definition.variants.find(({ id }) => id === variant)?.dataset ?? variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 1441791,
  score,
  threshold,
  samples: { kind: 'mask' },
  perturb,
};

export default task;
