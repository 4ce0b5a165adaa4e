import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfFolder, filesBelow } from '@paretoboard/harness/records/digest.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTask, taskIds } from './registry.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'surrogates '));
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe.each(taskIds)('the surrogate of %s', (id) => {
  it('has the same bytes wherever its seed is used, a secret one too', async () => {
    const { generateSurrogate } = await loadTask(id);
    const generate = async (name: string): Promise<string> => {
      const folder = join(root, id, name);
      await mkdir(folder, { recursive: true });
      await generateSurrogate(folder, 'a secret');
      return folder;
    };
    const [first, second] = [await generate('first'), await generate('second')];
    expect(filesBelow(first).length).toBeGreaterThan(1);
    expect(digestOfFolder(second)).toEqual(digestOfFolder(first));
  }, 120_000);
});
