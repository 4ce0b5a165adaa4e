import type { OpenOptions, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition, stackedFrames } from './definition.js';
import { type Layout, officialLayout, packagedSubset } from './layout.js';
import { perturb } from './perturb.js';
import { readPed2 } from './reader.js';
import { score } from './score.js';
import { generateSurrogate, surrogateClips } from './surrogate.js';

const layouts: Readonly<Record<string, Layout>> = {
  ped2: officialLayout('UCSDped2', 16, 12),
  'ucsd-ped2': packagedSubset,
  surrogate: officialLayout('UCSDped2', surrogateClips.training, surrogateClips.test),
};

async function open({ folder, variant }: OpenOptions): ReturnType<TaskModule['open']> {
  const chosen = definition.variants.find(({ id }) => id === variant);
  const layout = layouts[variant];
  if (!chosen || !layout)
    throw new RangeError(`variant "${variant}": expected one of ${Object.keys(layouts).join(', ')}`);
  return readPed2(folder, chosen.dataset, layout);
}

const task: TaskModule = {
  definition,
  open,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 916,
  score,
  samples: { kind: 'clip', frames: 'frames', channel: stackedFrames - 1, label: 'abnormal', score: 'score' },
  perturb,
};

export default task;
