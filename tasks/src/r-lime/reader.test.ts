import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAdult } from './adult-table.js';
import { noneLowHigh, quartiles } from './coded-table.js';
import { explainedData } from './explained-data.js';
import { readRecidivism } from './recidivism-table.js';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'r-lime '));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function folderWith(name: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(root, 'set '));
  await mkdir(join(folder, 'recidivism'));
  await writeFile(join(folder, name), text);
  return folder;
}

const person = '1,0,0,1,1,0,1,0,1,1,PRIORS,12,RULES,360,10,1,0,0';
const recidivism = (edit: (line: string) => string = (line) => line) =>
  [
    'header',
    ...Array.from({ length: 12 }, (_, at) =>
      edit(person.replace('PRIORS', String([-9, 0, 5, 6][at % 4])).replace('RULES', String([0, 5, 6][at % 3]))),
    ),
  ].join('\n');

describe('Data_1980.csv', () => {
  it('is coded as the paper’s table says', async () => {
    const { codes, labels, levels } = await readRecidivism(
      'r',
      await folderWith('recidivism/Data_1980.csv', recidivism()),
    );
    expect(labels.length).toBe(12);
    expect([...levels.subarray(0, 11), levels[12]]).toEqual([2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 4, 3]);
    expect([0, 1, 2, 3].map((row) => codes[15 * row + 10])).toEqual([0, 1, 2, 3]);
    expect([0, 1, 2].map((row) => codes[15 * row + 12])).toEqual([0, 1, 2]);
    // Values that are all alike have no quartiles to be told apart by.
    expect(levels[13]).toBe(1);
  });

  it.each([
    ['a code of a binary feature', (line: string) => line.replace(/^1/, '2')],
    ['a fraction', (line: string) => line.replace(',360,', ',360.5,')],
    ['no class', (line: string) => line.split(',').slice(0, 15).join(',')],
    ['another class', (line: string) => line.replace(/,1,0,0$/, ',2,0,0')],
  ])('is refused for %s, with the line', async (_what, edit) => {
    const folder = await folderWith('recidivism/Data_1980.csv', recidivism(edit));
    await expect(readRecidivism('r', folder)).rejects.toThrow(/line 2/);
  });

  it('is missed by name', async () => {
    await expect(readRecidivism('r', join(root, 'nowhere'))).rejects.toThrow('recidivism/Data_1980.csv');
  });
});

const adult = (edit: (line: string) => string = (line) => line) =>
  Array.from({ length: 12 }, (_, at) =>
    edit(
      `${20 + at}, Private, 77516, Bachelors, 13, Never-married, Sales, Own-child, White, Male, ${at < 6 ? 0 : 100 * at}, 0, 40, United-States, ${at % 3 ? '<=50K' : '>50K'}`,
    ),
  ).join('\n');

describe('adult.data', () => {
  it('is coded, without rows that miss something', async () => {
    const text = `${adult()}\n${adult().split('\n')[0]!.replace('Private', '?')}\n`;
    const { codes, labels, levels } = await readAdult('a', await folderWith('adult.data', text));
    expect([...labels]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0]);
    expect([...levels]).toEqual([4, 4, 5, 3, 4, 5, 2, 2, 3, 2, 1, 2]);
    expect([...codes.subarray(0, 12)]).toEqual([0, 1, 3, 0, 2, 0, 1, 1, 0, 0, 0, 1]);
    expect([5, 6, 11].map((row) => codes[12 * row + 8])).toEqual([0, 1, 2]);
  });

  it.each([
    ['an unknown occupation', (line: string) => line.replace('Sales', 'Juggler'), 'Occupation'],
    ['too few columns', (line: string) => line.slice(0, 30), 'columns'],
    ['an unknown class', (line: string) => line.replace(/[<>]=?50K/, '50K'), 'class'],
  ])('is refused for %s', async (_what, edit, message) => {
    await expect(readAdult('a', await folderWith('adult.data', adult(edit)))).rejects.toThrow(message);
  });
});

it('quartiles and medians leave out edges that nothing exceeds', () => {
  const coding = quartiles([1, 2, 3, 4, 5, 6, 7, 8]);
  expect([1, 2, 3, 4, 5, 8].map(coding.code)).toEqual([0, 0, 1, 1, 2, 3]);
  expect(quartiles([40, 40, 40, 40, 60]).levels).toBe(2);
  const amounts = noneLowHigh([0, 0, 0, 10, 20, 30]);
  expect([0, 10, 20, 30].map(amounts.code)).toEqual([0, 1, 1, 2]);
});

describe('the split', () => {
  const items = 9_549;
  const table = {
    codes: Uint8Array.from({ length: 2 * items }, (_, at) => at % 2),
    labels: Uint8Array.from({ length: items }, (_, item) => (item % 4 === 0 ? 1 : 0)),
    levels: Uint8Array.of(2, 2),
  };

  it('has the paper’s sizes and gives no class to whoever trains', () => {
    const { train, validation, test } = explainedData(table, { instances: 2_000, balance: false });
    expect([train.items, test.items / 3, validation.items]).toEqual([7_639, 955, 955]);
    expect(train.read(0).targets).toEqual({});
    expect(Object.keys(test.read(0).inputs)).toEqual(['instance', 'threshold']);
  });

  it('balances classes in every part, by leaving rows out', () => {
    const marked = { ...table, codes: Uint8Array.from(table.labels, (label) => label), levels: Uint8Array.of(2) };
    const { train, validation } = explainedData(marked, { instances: 5, balance: true });
    for (const source of [train, validation]) {
      const codes = Array.from({ length: source.items }, (_, at) => source.read(at).inputs.instance!.data[0]!);
      expect(codes.reduce((sum, code) => sum + code, 0) / codes.length).toBeCloseTo(0.5, 1);
    }
  });
});
