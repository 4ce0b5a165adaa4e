import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { read } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) => read(folder, definition.variants.find(({ id }) => id === variant)?.dataset ?? variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 1,
  score,
  // FILL: how pages show single answers (harness/src/task/shown-samples.ts). Of numbers without a picture or a signal: nothing; then leave this out.
  samples: { kind: 'class' },
  perturb,
};

export default task;
