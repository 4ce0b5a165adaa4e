import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readVideos } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: ({ folder }) => readVideos(folder),
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 783548,
  score,
  samples: { kind: 'track', frames: 'frames', truth: 'boxes', visible: 'visible', found: 'boxes' },
  perturb,
};

export default task;
