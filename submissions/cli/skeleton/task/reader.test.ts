import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { read } from './reader.js';
import { generateSurrogate } from './surrogate.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'my-task '));
  await generateSurrogate(folder, 1);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('names a file that is not there', async () => {
  await rm(join(folder, 'test_y.npy'));
  await expect(read(folder, 'here')).rejects.toThrow('data set here: expected test_y.npy; found no such file');
});

it('names a file of another kind', async () => {
  await writeFile(join(folder, 'test_y.npy'), 'label\n1\n');
  await expect(read(folder, 'here')).rejects.toThrow('expected test_y.npy as numpy.save writes it');
});

it('names features that do not fit the labels', async () => {
  await copyFile(join(folder, 'test_x.npy'), join(folder, 'train_x.npy'));
  await expect(read(folder, 'here')).rejects.toThrow('expected 300 rows of 8 values in train_x.npy; found [210, 8]');
});
