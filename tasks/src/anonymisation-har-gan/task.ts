import type { LoadedData, OpenOptions, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { readMotionSense } from './motion-sense.js';
import { perturb } from './perturb.js';
import { readPhone } from './phone-and-watch.js';
import { windowsOf } from './reader.js';
import type { Recording } from './recording.js';
import { score } from './score.js';
import { generateSurrogate, surrogateRecordings } from './surrogate.js';

interface Source {
  readonly recordings: number;
  read(options: { folder: string; dataset: string; recordings: number }): AsyncIterable<Recording>;
}

const sources: Readonly<Record<string, Source>> = {
  /** 15 trials by 24 subjects. */
  'motion-sense': { recordings: 360, read: readMotionSense },
  /** Two executions by 23 subjects. */
  'sp-sw-har': { recordings: 46, read: readPhone },
  surrogate: { recordings: surrogateRecordings, read: readMotionSense },
};

async function open({ folder, variant }: OpenOptions): Promise<LoadedData> {
  const chosen = definition.variants.find(({ id }) => id === variant);
  const source = sources[variant];
  if (!chosen || !source)
    throw new RangeError(`variant "${variant}": expected one of ${Object.keys(sources).join(', ')}`);
  const { recordings } = source;
  return windowsOf(chosen.dataset, source.read({ folder, dataset: chosen.dataset, recordings }));
}

const task: TaskModule = {
  definition,
  open,
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 78_354_002,
  score,
  samples: { kind: 'changed', signal: 'window' },
  perturb,
};

export default task;
