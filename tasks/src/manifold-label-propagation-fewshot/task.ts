import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readCharacters } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder, variant }) => readCharacters(folder, variant),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 1362567,
  score,
  samples: {
    kind: 'episode',
    support: [
      { pictures: 'supportImages', labels: 'supportLabels' },
      { pictures: 'oneShotImages', labels: 'oneShotLabels' },
    ],
    queries: 'queryImages',
    truth: 'queryLabels',
    logits: 'logits',
  },
  perturb,
};

export default task;
