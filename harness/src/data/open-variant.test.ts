import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { blobsTask } from '../run/fixtures/blobs-task.js';
import type { TaskModule } from '../task/task-module.js';
import { availableVariants, openVariant } from './open-variant.js';
import { ensureSurrogate } from './surrogate-cache.js';

let folder: string;
let environment: NodeJS.ProcessEnv;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paretoboard-variant-'));
  environment = { PARETOBOARD_CACHE: join(folder, 'cache'), PARETOBOARD_DATA: join(folder, 'data') };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const [first] = blobsTask.definition.variants;
const variants = [
  { ...first!, id: 'generated', dataset: 'generated', relation: 'surrogate' as const },
  { ...first!, id: 'part', dataset: 'gtsrb-32', relation: 'subset' as const },
  { ...first!, id: 'whole', dataset: 'gtsrb', relation: 'official' as const },
];

function taskWith(changes: Partial<TaskModule>): TaskModule {
  return { ...blobsTask, definition: { ...blobsTask.definition, variants }, ...changes };
}

function place(set: string): void {
  mkdirSync(join(folder, 'data', set, 'GTSRB', 'Final_Training', 'Images'), { recursive: true });
}

test('the closest to the paper that is here comes first', () => {
  const ids = (): string[] => availableVariants(taskWith({}), environment).map(({ id }) => id);
  expect(ids()).toEqual(['generated']);
  place('gtsrb-32');
  expect(ids()).toEqual(['part', 'generated']);
  place('gtsrb');
  expect(ids()).toEqual(['whole', 'part', 'generated']);
});

test('a data set that is not here is named with what to do; nothing is made in its place', async () => {
  await expect(openVariant(taskWith({}), 'whole', environment)).rejects.toMatchObject({
    name: 'DataSetError',
    dataset: 'gtsrb',
    remedy: expect.stringContaining('data add gtsrb'),
  });
  expect(existsSync(join(folder, 'cache'))).toBe(false);
});

test('an unknown variant is a RangeError', async () => {
  await expect(openVariant(taskWith({}), 'other', environment)).rejects.toThrow(RangeError);
});

test('two that make a surrogate at once end with one whole copy, and a third makes none', async () => {
  let made = 0;
  const task = taskWith({
    generateSurrogate: async (target, seed) => {
      made += 1;
      writeFileSync(join(target, 'a'), `${seed}`);
      await new Promise((fulfil) => setTimeout(fulfil, 20));
      writeFileSync(join(target, 'b'), `${seed}`);
    },
  });
  const [one, two] = await Promise.all([ensureSurrogate(task, environment), ensureSurrogate(task, environment)]);
  expect(one).toBe(two);
  expect(readdirSync(one)).toEqual(['a', 'b']);
  expect(readFileSync(join(one, 'b'), 'utf8')).toBe(`${task.surrogateSeed}`);
  await ensureSurrogate(task, environment);
  expect(made).toBe(2);
  expect(readdirSync(join(folder, 'cache', 'surrogates'))).toHaveLength(1);
});

test('a generator that fails leaves no folder that looks whole', async () => {
  const task = taskWith({ generateSurrogate: () => Promise.reject(new Error('no space')) });
  await expect(ensureSurrogate(task, environment)).rejects.toThrow('no space');
  expect(readdirSync(join(folder, 'cache', 'surrogates'))).toEqual([]);
});
