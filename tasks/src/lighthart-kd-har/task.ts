import type { OpenOptions, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { bones } from './bones.js';
import { classNames } from './class-names.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { type ReadOptions, readUtdMhad } from './reader.js';
import { score } from './score.js';
import { generateSurrogate, surrogateRecordings } from './surrogate.js';

/** The official release lacks 3 of 27 · 8 · 4 trials. */
const officialRecordings = 861;

const settings: Readonly<Record<string, Pick<ReadOptions, 'rate' | 'recordings'>>> = {
  'utd-mhad': { rate: 'skeleton', recordings: officialRecordings },
  'utd-mhad-inertial-rate': { rate: 'inertial', recordings: officialRecordings },
  surrogate: { rate: 'inertial', recordings: surrogateRecordings },
};

async function open({ folder, variant }: OpenOptions): ReturnType<TaskModule['open']> {
  const chosen = definition.variants.find(({ id }) => id === variant);
  const setting = settings[variant];
  if (!chosen || !setting)
    throw new RangeError(`variant "${variant}": expected one of ${Object.keys(settings).join(', ')}`);
  return readUtdMhad({ folder, dataset: chosen.dataset, ...setting });
}

const task: TaskModule = {
  definition,
  open,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 15315,
  score,
  classNames,
  samples: { kind: 'class', skeleton: { joints: 'skeleton', bones } },
  perturb,
};

export default task;
