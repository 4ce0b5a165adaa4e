import type { OpenOptions, TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { perturb } from './perturb.js';
import { readReId } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

/** Of the target's training people: the paper's main setting. The surrogate's lists name no others. */
const targetShares: Readonly<Record<string, number>> = { 'sysu-to-regdb': 0.2, surrogate: 1 };

async function open({ folder, variant }: OpenOptions): ReturnType<TaskModule['open']> {
  const chosen = definition.variants.find(({ id }) => id === variant);
  const share = targetShares[variant];
  if (!chosen || share === undefined)
    throw new RangeError(`variant "${variant}": expected one of ${Object.keys(targetShares).join(', ')}`);
  return readReId(folder, chosen.dataset, share);
}

const task: TaskModule = {
  definition,
  open,
  generateSurrogate,
  surrogateVersion: 2,
  surrogateSeed: 412,
  score,
  samples: { kind: 'retrieval', picture: 'image', identity: 'identity', embedding: 'embedding', side: 'modality' },
  perturb,
};

export default task;
