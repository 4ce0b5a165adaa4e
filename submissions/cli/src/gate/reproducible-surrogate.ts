import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import type { GateCheck } from './gate-check.js';
import { itemCounts, misfitsOfSplitEnds } from './split-ends.js';

/** The generator gives the same bytes for the same seed, other bytes for another, in a layout that the reader of the official data opens. */
export const reproducibleSurrogate: GateCheck = async ({ task, scratchFolder }) => {
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
  const misfits = misfitsOfSplitEnds(task, data);
  return [
    {
      id: 'surrogate',
      ok: first === again && first !== other && misfits.length === 0,
      message: `seed ${task.surrogateSeed} twice: ${first === again ? 'the same bytes' : 'other bytes'}; another seed: ${first === other ? 'the same bytes' : 'other bytes'}, ${misfits.length === 0 ? `${itemCounts(data)} in the official layout` : misfits.join('; ')}`,
    },
  ];
};
