import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodePpm } from './ppm.js';
import { readGtsrb } from './reader.js';
import { signs } from './sign-drawing.js';
import { generateSurrogate } from './surrogate.js';
import task from './task.js';

const trainingFolder = 'GTSRB/Final_Training/Images';
const testFolder = 'GTSRB/Final_Test/Images';
const testTable = 'GTSRB/Final_Test/GT-final_test.csv';

let folder: string;
let surrogate: string;
/** Two classes and five test pictures of it. */
let small: string;
let data: LoadedData;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gtsrb '));
  surrogate = join(folder, 'surrogate');
  await generateSurrogate(surrogate, 7);
  data = await readGtsrb(surrogate, 'gtsrb-surrogate');
  small = join(folder, 'small');
  for (const name of ['00014', '00041'])
    await cp(join(surrogate, trainingFolder, name), join(small, trainingFolder, name), { recursive: true });
  const lines = (await readFile(join(surrogate, testTable), 'utf8')).split('\n').slice(0, 6);
  for (const name of lines.slice(1).map((line) => line.slice(0, 9)))
    await cp(join(surrogate, testFolder, name), join(small, testFolder, name));
  await writeFile(join(small, testTable), `${lines.join('\n')}\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function labels(source: ItemSource): number[] {
  return Array.from({ length: source.items }, (_, index) => source.read(index).targets.label!.data[0]!);
}

const tracks = (source: ItemSource): Set<string> =>
  new Set(Array.from({ length: source.items }, (_, index) => source.read(index).group));

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): string[] => [...a].filter((track) => b.has(track));

async function copyOfSmall(name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(small, copy, { recursive: true });
  return copy;
}

describe('the surrogate', () => {
  it('is another for another seed', async () => {
    const ofTheTask = await readFile(new URL('surrogate.sha256', import.meta.url), 'utf8');
    expect(ofTheTask).toMatch(/^[0-9a-f]{64} /);
    expect(ofTheTask).not.toContain(digestOfFolder(surrogate).digest);
  });

  it('has 720 training pictures of 60 signs and 360 test pictures of other signs, in 12 classes', () => {
    expect(data.train.items + data.validation.items).toBe(720);
    expect(tracks(data.train).size + tracks(data.validation).size).toBe(60);
    expect(data.test.items).toBe(360);
    const classes = signs.map(({ label }) => label).sort((a, b) => a - b);
    expect([...new Set(labels(data.test))].sort((a, b) => a - b)).toEqual(classes);
    expect([...new Set(labels(data.train))].sort((a, b) => a - b)).toEqual(classes);
  });
});

describe('the reader', () => {
  it('splits by track: no sign is in both training and validation', () => {
    expect(shared(tracks(data.train), tracks(data.validation))).toEqual([]);
    expect(tracks(data.validation).size / 60).toBeCloseTo(0.2, 2);
  });

  it('gives 32 × 32 RGB bytes and a class, and reads the same item twice the same', () => {
    const item = data.train.read(3);
    expect(item.inputs.image).toMatchObject({ dtype: 'uint8', shape: [32, 32, 3] });
    expect(item.inputs.image!.data).toHaveLength(32 * 32 * 3);
    expect(item).toEqual(data.train.read(3));
  });

  it('crops to the region, which is in the coordinates of the original picture', async () => {
    const copy = await copyOfSmall('region');
    // 8 × 8 pixels, left half red, right half blue; the original was 80 × 80 and the region is its right half.
    const rgb = Uint8Array.from(
      { length: 8 * 8 * 3 },
      (_, at) => (Math.floor(at / 3) % 8 < 4 ? [200, 0, 0] : [0, 0, 90])[at % 3]!,
    );
    await writeFile(join(copy, `${testFolder}/00000.ppm`), encodePpm({ width: 8, height: 8, rgb }));
    const csv = join(copy, testTable);
    const [header] = (await readFile(csv, 'utf8')).split('\n');
    await writeFile(csv, `${header}\n00000.ppm;80;80;40;0;79;79;17\n`);
    const { test } = await readGtsrb(copy, 'gtsrb');
    expect(test.items).toBe(1);
    const { inputs, targets } = test.read(0);
    expect(targets.label!.data[0]).toBe(17);
    expect([...inputs.image!.data.subarray(0, 6)]).toEqual([0, 0, 90, 0, 0, 90]);
    expect(new Set(inputs.image!.data)).toEqual(new Set([0, 90]));
  });

  it.each([
    ['no training folder', (root: string) => rm(join(root, 'GTSRB/Final_Training'), { recursive: true })],
    ['no table of the test labels', (root: string) => unlink(join(root, testTable))],
    ['a missing class table', (root: string) => unlink(join(root, `${trainingFolder}/00014/GT-00014.csv`))],
    ['a missing picture', (root: string) => unlink(join(root, `${testFolder}/00003.ppm`))],
    ['a picture cut short', (root: string) => writeFile(join(root, `${testFolder}/00003.ppm`), 'P6\n9 9\n255\n')],
    ['other columns', (root: string) => writeFile(join(root, testTable), 'Filename;Width;Height\n00000.ppm;1;1\n')],
    [
      'a class outside the 43',
      async (root: string) => {
        const file = join(root, testTable);
        await writeFile(file, (await readFile(file, 'utf8')).replace(/;\d+\n$/, ';43\n'));
      },
    ],
  ])('%s: says what was expected, what was found and what to do', async (name, damage) => {
    const copy = await copyOfSmall(name);
    await damage(copy);
    const error = await readGtsrb(copy, 'gtsrb').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataSetError);
    expect(error).toMatchObject({ dataset: 'gtsrb', remedy: expect.stringContaining('GTSRB') });
  });
});

const real = join(process.env.PARETOBOARD_DATA ?? '', 'gtsrb-32');

describe.runIf(process.env.PARETOBOARD_DATA && existsSync(real))('gtsrb-32', () => {
  it('has 1,290 training and 1,720 test pictures of 43 classes, split by track', async () => {
    const subset = await task.open({ folder: real, variant: 'gtsrb-32' });
    expect([subset.train.items, subset.validation.items, subset.test.items]).toEqual([1_040, 250, 1_720]);
    expect(shared(tracks(subset.train), tracks(subset.validation))).toEqual([]);
    for (const split of [subset.train, subset.test]) expect(new Set(labels(split)).size).toBe(43);
  });
});
