import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeIdx } from '../formats/idx.js';
import { definition, roles } from './definition.js';
import { perturb } from './perturb.js';
import { readMnist } from './reader.js';
import { generateSurrogate } from './surrogate.js';

let folder: string;
let data: LoadedData;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'digits '));
  await generateSurrogate(folder, 7);
  data = await readMnist(folder, 'mnist-surrogate');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function groups(source: ItemSource, role?: keyof typeof roles): string[] {
  return Array.from({ length: source.items }, (_, index) => source.read(index))
    .filter(({ targets }) => role === undefined || targets.role!.data[0] === roles[role])
    .map(({ group }) => group);
}

/** Of training pictures: their place in the file. */
const places = (names: readonly string[]): Set<string> => new Set(names.map((name) => name.replace(/^\w+-/, '')));

describe('readMnist', () => {
  it('keeps train, validation and outsiders apart, and takes members from train', () => {
    expect([data.train.items, data.validation.items, data.test.items]).toEqual([1_600, 200, 900]);
    const [train, validation] = [places(groups(data.train)), places(groups(data.validation))];
    const [members, outsiders] = [places(groups(data.test, 'member')), places(groups(data.test, 'outsider'))];
    expect([members.size, outsiders.size, groups(data.test, 'test').length]).toEqual([200, 200, 500]);
    expect([...members].every((place) => train.has(place))).toBe(true);
    expect([...outsiders].some((place) => train.has(place) || validation.has(place))).toBe(false);
    expect([...validation].some((place) => train.has(place))).toBe(false);
  });

  it('asks every item for a sample by a seed of its own, which says nothing about its role', () => {
    const seeds = Array.from({ length: data.test.items }, (_, index) => data.test.read(index).inputs.seed!.data[0]!);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0)).toBe(true);
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length / 2 ** 31;
    for (const part of [seeds.slice(0, 500), seeds.slice(500, 700), seeds.slice(700)])
      expect(mean(part)).toBeCloseTo(0.5, 1);
  });

  it('has no noise of its own: a picture is the file’s, enlarged, and the same each time', () => {
    const { inputs } = data.train.read(5);
    expect(inputs.image).toEqual(data.train.read(5).inputs.image);
    const ink = Array.from(inputs.image!.data).reduce((sum, level) => sum + level, 0) / (32 * 32 * 255);
    expect(ink).toBeGreaterThan(0.03);
    expect(ink).toBeLessThan(0.4);
  });

  it.each([
    ['a missing file', async (path: string) => unlink(join(path, 't10k-labels-idx1-ubyte')), 't10k-labels'],
    [
      'pictures of another size',
      async (path: string) =>
        writeFile(join(path, 'train-images-idx3-ubyte'), encodeIdx({ shape: [2, 5, 5], data: new Uint8Array(50) })),
      '28 × 28',
    ],
    [
      'labels that are not as many',
      async (path: string) =>
        writeFile(join(path, 'train-labels-idx1-ubyte'), encodeIdx({ shape: [3], data: new Uint8Array(3) })),
      '2000 train labels',
    ],
    [
      'a label above 9',
      async (path: string) =>
        writeFile(
          join(path, 't10k-labels-idx1-ubyte'),
          encodeIdx({ shape: [500], data: new Uint8Array(500).fill(10, 3, 4) }),
        ),
      'label 10 of picture 3',
    ],
    ['a damaged file', async (path: string) => writeFile(join(path, 't10k-images-idx3-ubyte'), 'no'), 'IDX format'],
  ])('refuses %s, and names it', async (name, damage, words) => {
    const copy = await mkdtemp(join(tmpdir(), `${name} `));
    try {
      await cp(folder, copy, { recursive: true });
      await damage(copy);
      const error = await readMnist(copy, 'mnist').catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(DataSetError);
      expect((error as Error).message).toContain(words);
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  });
});

describe('perturb', () => {
  it('moves the picture a little and asks for another sample', () => {
    const { inputs } = data.test.read(0);
    const changed = perturb(inputs, 3);
    expect(changed).toEqual(perturb(inputs, 3));
    expect(changed.seed!.data[0]).not.toBe(inputs.seed!.data[0]);
    expect(perturb(inputs, 4).seed!.data[0]).not.toBe(changed.seed!.data[0]);
    const ink = (levels: ArrayLike<number>) => Array.from(levels).reduce((sum, level) => sum + level, 0);
    expect(Math.abs(ink(changed.image!.data) / ink(inputs.image!.data) - 1)).toBeLessThan(0.1);
  });
});

const real = join(process.env.PARETOBOARD_DATA ?? '', 'mnist');

describe.runIf(process.env.PARETOBOARD_DATA && existsSync(real))('mnist-10k', () => {
  it('has 9,000 pictures to train on and the 10,000 of the test file, with the audit’s 1,000', async () => {
    const subset = await readMnist(real, 'mnist-10k');
    expect([subset.train.items, subset.validation.items, subset.test.items]).toEqual([9_000, 500, 11_000]);
    expect(subset.test.read(0).inputs.image!.shape).toEqual([32, 32]);
  });
});

it('claims of differences that the card checks stand in the entries', () => {
  const value = (method: string, dataset: string, table: string) =>
    definition.claims.find(
      (claim) =>
        claim.method === method &&
        claim.dataset === dataset &&
        claim.table === table &&
        claim.metric === 'reconstruction-error',
    )!.value;
  // Losses fall along ε 1, 5, 10 (Tables 3 and 5), and private training costs something everywhere.
  const dpSvae = definition.claims.filter(
    ({ method, dataset, metric }) => method === 'DP-SVAE' && dataset === 'mnist' && metric === 'reconstruction-error',
  );
  expect(dpSvae.map((claim) => claim.value).sort()).toEqual([0.057, 0.109, 0.231]);
  for (const dataset of ['mnist', 'cifar10', 'fmnist'])
    expect(value('DP-SVAE', dataset, 'Table 5')).toBeGreaterThan(value('FSVAE', dataset, 'Table 5'));
});
