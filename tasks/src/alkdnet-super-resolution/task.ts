import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readPictures } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) =>
    readPictures(folder, definition.variants.find(({ id }) => id === variant)?.dataset ?? variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 1502499,
  score,
  samples: { kind: 'restored' },
  perturb,
};

export default task;
