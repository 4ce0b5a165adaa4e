import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blobsTask } from '../run/fixtures/blobs-task.js';
import type { ItemSource, TaskModule } from '../task/task-module.js';
import { countItems } from './item-counts.js';

let folder: string;
let environment: NodeJS.ProcessEnv;
let opened: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-counts-'));
  environment = { PARETOBOARD_CACHE: join(folder, 'cache'), PARETOBOARD_DATA: join(folder, 'data') };
  mkdirSync(images(), { recursive: true });
  opened = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const images = (): string => join(folder, 'data', 'gtsrb-32', 'GTSRB', 'Final_Training', 'Images');
const variant = { ...blobsTask.definition.variants[0]!, id: 'part', dataset: 'gtsrb-32', relation: 'subset' as const };

/** As many items as there are files. */
function taskOf(version: string): TaskModule {
  return {
    ...blobsTask,
    definition: { ...blobsTask.definition, version, variants: [variant] },
    open: async () => {
      opened += 1;
      const items = readdirSync(images()).length;
      const split = { items } as ItemSource;
      return { train: split, validation: split, test: split };
    },
  };
}

test('a data set is opened once for its counts, and again when its files or the task change', async () => {
  writeFileSync(join(images(), 'a'), '1');
  const task = taskOf('1.0.0');
  expect(await countItems(task, variant, environment)).toEqual({ train: 1, validation: 1, test: 1 });
  expect(await countItems(task, variant, environment)).toEqual({ train: 1, validation: 1, test: 1 });
  expect(opened).toBe(1);
  writeFileSync(join(images(), 'b'), '2');
  expect((await countItems(task, variant, environment)).test).toBe(2);
  writeFileSync(join(images(), 'b'), 'longer');
  await countItems(task, variant, environment);
  expect(opened).toBe(3);
  await countItems(taskOf('2.0.0'), variant, environment);
  expect(opened).toBe(4);
});

test('a broken cache entry is counted again', async () => {
  const task = taskOf('1.0.0');
  await countItems(task, variant, environment);
  const cached = join(folder, 'cache', 'item-counts');
  for (const name of readdirSync(cached)) writeFileSync(join(cached, name), '{"train":-1}');
  expect(await countItems(task, variant, environment)).toEqual({ train: 0, validation: 0, test: 0 });
  expect(opened).toBe(2);
});
