import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import type { GateCheck } from './gate-check.js';

/** The generator gives the same bytes for the same seed, other bytes for another, in a layout that the reader of the official data opens. */
export const reproducibleSurrogate: GateCheck = async ({ task, scratchFolder, surrogate }) => {
  const digestWith = async (name: string, seed: number): Promise<string> => {
    const folder = join(scratchFolder, `surrogate-${name}`);
    mkdirSync(folder, { recursive: true });
    await task.generateSurrogate(folder, seed);
    return digestOfFolder(folder).digest;
  };
  const first = await digestWith('first', task.surrogateSeed);
  const again = await digestWith('again', task.surrogateSeed);
  const other = await digestWith('other', task.surrogateSeed + 1);
  const folder = join(scratchFolder, 'surrogate-other');
  const variant = task.definition.variants.find(({ relation }) => relation === 'surrogate')?.id ?? 'surrogate';
  const data = await task.open({ folder, variant });
  const opens = data.test.items === surrogate.test.items;
  return [
    {
      id: 'surrogate',
      ok: first === again && first !== other && opens,
      message: `seed ${task.surrogateSeed} twice: ${first === again ? 'the same bytes' : 'other bytes'}; another seed: ${first === other ? 'the same bytes' : 'other bytes'}, ${data.test.items} test items in the official layout`,
    },
  ];
};
