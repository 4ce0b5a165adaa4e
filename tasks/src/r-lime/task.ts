import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { blackBox } from './black-box.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readVariant } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const task: TaskModule = {
  definition,
  open: readVariant,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 783546,
  score,
  perturb,
  blackBox,
};

export default task;
