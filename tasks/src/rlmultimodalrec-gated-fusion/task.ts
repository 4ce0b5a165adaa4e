import type { TaskModule } from '@paretoboard/harness/task/task-module.js';
import { definition } from './definition.js';
import { loadedShop } from './interactions.js';
import { perturb } from './perturb.js';
import { type ReadOptions, readLattice, readMmrec } from './reader.js';
import { score } from './score.js';
import { generateSurrogate } from './surrogate.js';

/** As counted in the release. */
const completeBaby = { users: 19_445, items: 7_050, interactions: 160_792 };

const task: TaskModule = {
  definition,
  open: async ({ folder, variant }) => {
    const dataset = definition.variants.find(({ id }) => id === variant)?.dataset ?? variant;
    const options: ReadOptions = { folder, dataset };
    if (variant === 'amazon-baby') return loadedShop(await readLattice({ ...options, complete: completeBaby }));
    return loadedShop(await readMmrec(options));
  },
  generateSurrogate,
  surrogateVersion: 1,
  surrogateSeed: 20250501,
  score,
  samples: { kind: 'ranking', user: 'user', relevant: 'relevant', ranked: 'items' },
  perturb,
};

export default task;
