import type { OpenOptions, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { confidence, definition } from './definition.js';
import { bbch81Layout, type Layout, paperLayout } from './layout.js';
import { perturb } from './perturb.js';
import { readApples } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

const layouts: Readonly<Record<string, Layout>> = {
  'apmcm-2023': paperLayout,
  'apple-bbch81': bbch81Layout,
  surrogate: paperLayout,
};

async function open({ folder, variant }: OpenOptions): ReturnType<TaskModule['open']> {
  const chosen = definition.variants.find(({ id }) => id === variant);
  const layout = layouts[variant];
  if (!chosen || !layout)
    throw new RangeError(`variant "${variant}": expected one of ${Object.keys(layouts).join(', ')}`);
  return readApples(folder, chosen.dataset, layout);
}

const task: TaskModule = {
  definition,
  open,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 2921,
  score,
  threshold: confidence,
  samples: { kind: 'boxes' },
  perturb,
};

export default task;
