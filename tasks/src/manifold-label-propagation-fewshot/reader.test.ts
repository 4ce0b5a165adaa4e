import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVariant } from '@paretoboard/harness/data/open-variant.js';
import { locateDataSet } from '@paretoboard/harness/data/store.js';
import { mean } from '@paretoboard/harness/statistics/sample.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePng } from '../formats/png.js';
import { readCharacters } from './reader.js';
import task from './task.js';
import { readTree } from './tree-reader.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'characters '));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const side = 6;
/** White paper; the ink tells class and number of a picture. */
function png(character: number, number: number): Uint8Array {
  const data = new Uint8Array(side * side).fill(255);
  data.set([255 - 10 * character, 255 - number]);
  return encodePng({ width: side, height: side, channels: 1, data });
}

/** A tree of characters in alphabets, as Omniglot has them. */
async function tree(name: string, pictures: number, characters = 12): Promise<string> {
  const folder = join(root, name);
  for (let character = 0; character < characters; character++) {
    const place = join(folder, 'set', `alphabet${character % 2}`, `character${String(character).padStart(2, '0')}`);
    await mkdir(place, { recursive: true });
    for (let number = 0; number < pictures; number++)
      await writeFile(join(place, `${String(number).padStart(3, '0')}.png`), png(character, number));
  }
  return folder;
}

describe('a tree of characters', () => {
  it('is split by class; with 20 pictures of a class all train, and none are kept for mixed episodes', async () => {
    const { train, validation, unseen, seen } = await readTree(await tree('twenty', 20, 24), 'set', 'test');
    expect([train.length, validation.length, unseen.length, seen.length]).toEqual([12, 6, 6, 0]);
    expect(train.every(({ pictures }) => pictures.length === 20)).toBe(true);
    const labels = [...train, ...validation, ...unseen].map(({ label }) => label);
    expect(new Set(labels).size).toBe(24);
  });

  it('keeps the second half of 40 pictures out of training', async () => {
    const { train, seen } = await readTree(await tree('forty', 40, 24), 'set', 'test');
    expect(seen.map(({ label }) => label)).toEqual(train.map(({ label }) => label));
    const bytes = (pictures: readonly (() => Uint8Array)[]) =>
      pictures.map((picture) => Buffer.from(picture()).toString('base64'));
    const trained = new Set(bytes(train[0]!.pictures));
    expect(trained.size).toBe(20);
    expect(bytes(seen[0]!.pictures).some((picture) => trained.has(picture))).toBe(false);
  });

  it('shows ink bright on black, 84 × 84, each picture under its own class', async () => {
    const { unseen } = await readTree(await tree('ink', 20, 24), 'set', 'test');
    for (const { name, pictures } of unseen) {
      const picture = pictures[0]!();
      expect(picture.length).toBe(84 * 84);
      expect(picture.at(-1)).toBe(0);
      // The corner lies within the first pixel of six, whose ink is ten times the character's number.
      expect(picture[0]).toBe(10 * Number(name.slice(-2)));
    }
  });

  it('follows splits.json, and names a class in it that is not there', async () => {
    const folder = await tree('split', 20, 8);
    const name = (character: number) => `alphabet${character % 2}/character0${character}`;
    const split = { train: [0, 1].map(name), val: [2].map(name), test: [3, 4, 5, 6, 7].map(name) };
    const file = join(folder, 'set', 'splits.json');
    await writeFile(file, JSON.stringify(split));
    const { unseen } = await readTree(folder, 'set', 'test');
    expect(unseen.map((character) => character.name)).toEqual(split.test);
    await writeFile(file, JSON.stringify({ ...split, test: [...split.test, 'alphabet9/character99'] }));
    await expect(readTree(folder, 'set', 'test')).rejects.toThrow('set/alphabet9/character99');
    await writeFile(file, '{"train": []}');
    await expect(readTree(folder, 'set', 'test')).rejects.toThrow('splits.json');
  });

  it('refuses what is missing, damaged or too small, by name', async () => {
    const damaged = await tree('damaged', 20, 24);
    const file = join(damaged, 'set', 'alphabet0', 'character00', '004.png');
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, bytes.length - 9));
    const refused = readTree(damaged, 'set', 'test');
    await expect(refused).rejects.toThrow(DataSetError);
    await expect(refused).rejects.toThrow('alphabet0/character00/004.png');
    await expect(readTree(root, 'nothing', 'test')).rejects.toThrow('nothing or nothing.zip');
    await expect(readTree(await tree('few pictures', 19, 24), 'set', 'test')).rejects.toThrow('19 pictures');
    await expect(readTree(await tree('few classes', 20, 12), 'set', 'test')).rejects.toThrow('at least 5 classes');
  });
});

describe('Kannada-MNIST', () => {
  it('names the file that is missing, and one that is no IDX', async () => {
    await expect(readCharacters(root, 'kannada-mnist')).rejects.toThrow('X_kannada_MNIST_test-idx3-ubyte.gz');
    await writeFile(join(root, 'X_kannada_MNIST_test-idx3-ubyte.gz'), 'no IDX');
    await expect(readCharacters(root, 'kannada-mnist')).rejects.toThrow('an IDX array of 3 axes');
  });
});

describe.skipIf(!locateDataSet('omniglot-small1'))('Omniglot, small set 1', () => {
  it('has 136 characters by 20 people, read from the archive', async () => {
    const data = await openVariant(task, 'omniglot-small1');
    expect([data.train.items, data.validation.items, data.test.items]).toEqual([69 * 20, 32 * 20, 1_000]);
    const image = data.train.read(0).inputs.image!.data;
    const ink = mean(image) / 255;
    expect(ink).toBeGreaterThan(0.01);
    expect(ink).toBeLessThan(0.25);
  });
});

describe.skipIf(!locateDataSet('kannada-mnist'))('Kannada-MNIST, test split', () => {
  it('trains on five digits and tests on the five others', async () => {
    const data = await openVariant(task, 'kannada-mnist');
    expect([data.train.items, data.validation.items, data.test.items]).toEqual([2_000, 500, 1_000]);
    const labels = new Set(Array.from({ length: 50 }, (_, row) => data.train.read(40 * row).targets.label!.data[0]));
    expect(labels.size).toBe(5);
  });
});
