import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encodeNpy } from '../formats/npy.js';
import { type Interaction, loadedShop } from './interactions.js';
import { perturb } from './perturb.js';
import { type ReadOptions, readLattice, readMmrec } from './reader.js';

let folder: string;
let options: ReadOptions;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shop '));
  options = { folder, dataset: 'shop' };
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const header = 'userID\titemID\trating\ttimestamp\tx_label';
/** User 0 took items 2, 0 and 1, user 1 items 1, 2 and 0: one each in train, validation and test; out of order, one row twice. */
const rows = [
  '1\t2\t4\t9\t1',
  '0\t2\t5\t1\t0',
  '0\t1\t5\t3\t2',
  '0\t2\t5\t1\t0',
  '1\t1\t3\t8\t0',
  '0\t0\t5\t2\t1',
  '1\t0\t3\t9\t2',
];

async function writeMmrec(table: readonly string[], items = 3): Promise<void> {
  await writeFile(join(folder, 'clothing.inter'), `${table.join('\n')}\n`);
  await writeFile(join(folder, 'image_feat.npy'), encodeNpy(new Float32Array(2 * items).fill(0.5), [items, 2]));
  await writeFile(join(folder, 'text_feat.npy'), encodeNpy(new Float32Array(items), [items, 1]));
}

const pairs = (interactions: readonly Interaction[]): string[] =>
  interactions.map(({ user, item }) => `${user}-${item}`).sort();

describe('the reader of MMRec’s layout', () => {
  it('sorts interactions into splits by their label, each once', async () => {
    await writeMmrec([header, ...rows]);
    const shop = await readMmrec(options);
    expect([shop.users, shop.items]).toEqual([2, 3]);
    expect(pairs(shop.splits.train)).toEqual(['0-2', '1-1']);
    expect(pairs(shop.splits.validation)).toEqual(['0-0', '1-2']);
    expect(pairs(shop.splits.test)).toEqual(['0-1', '1-0']);
    expect([shop.image.columns, shop.text.columns]).toEqual([2, 1]);
  });

  it.each([
    ['other columns', ['user\titem', ...rows], 3, 'with the columns userID'],
    ['a label that is none', [header, ...rows, '0\t2\t5\t1\t7'], 3, 'a label 0, 1 or 2'],
    ['an id that is none', [header, ...rows, '0\tx\t5\t1\t0'], 3, 'tab-separated'],
    ['an interaction in two splits', [header, ...rows, '0\t2\t5\t1\t2'], 3, 'each interaction in one split'],
    ['no test rows', [header, ...rows.filter((row) => !row.endsWith('2'))], 3, 'test interactions'],
    ['features of fewer items', [header, ...rows], 2, 'a row for each of 3 items'],
  ])('refuses %s', async (_, table, items, words) => {
    await writeMmrec(table, items);
    await expect(readMmrec(options)).rejects.toThrow(DataSetError);
    await expect(readMmrec(options)).rejects.toThrow(words);
  });

  it('names a file that is missing', async () => {
    await expect(readMmrec(options)).rejects.toThrow('clothing.inter');
  });
});

describe('the reader of LATTICE’s layout', () => {
  const write = async (contents: Readonly<Record<string, string>>): Promise<void> => {
    await mkdir(join(folder, '5-core'));
    for (const [name, content] of Object.entries(contents)) await writeFile(join(folder, '5-core', name), content);
  };
  const sound = { 'train.json': '{"0": [2, 0], "1": [1]}', 'val.json': '{"0": [1]}', 'test.json': '{"1": [0, 2]}' };

  it('takes lists by user, without features', async () => {
    await write(sound);
    const shop = await readLattice(options);
    expect(pairs(shop.splits.train)).toEqual(['0-0', '0-2', '1-1']);
    expect(pairs(shop.splits.test)).toEqual(['1-0', '1-2']);
    expect(loadedShop(shop).constants!.image).toEqual({ dtype: 'float32', shape: [3, 0], data: new Float32Array(0) });
  });

  it('holds a copy to the size of the release', async () => {
    await write(sound);
    await expect(readLattice({ ...options, complete: { users: 2, items: 3, interactions: 7 } })).rejects.toThrow(
      'expected 2 users, 3 items, 7 interactions',
    );
  });

  it.each([
    ['what is no JSON', { ...sound, 'val.json': '{' }],
    ['a list of something else', { ...sound, 'val.json': '{"0": ["a"]}' }],
    ['a user that is no number', { ...sound, 'val.json': '{"anne": [1]}' }],
  ])('refuses %s', async (_, contents) => {
    await write(contents);
    await expect(readLattice(options)).rejects.toThrow(DataSetError);
  });
});

describe('a user of the test', () => {
  const user = async () => {
    await writeMmrec([header, ...rows]);
    return loadedShop(await readMmrec(options)).test.read(0);
  };

  it('has every item as a candidate but those of the training rows', async () => {
    const { inputs, targets } = await user();
    expect([...inputs.candidates!.data].sort()).toEqual([-1, 0, 1]);
    expect([...targets.relevant!.data]).toEqual([1]);
  });

  it('keeps its candidates in another order when it is perturbed', async () => {
    const { inputs } = await user();
    const orders = Array.from({ length: 20 }, (_, seed) => [...perturb(inputs, seed).candidates!.data]);
    for (const order of orders) expect(order.toSorted()).toEqual([-1, 0, 1]);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    expect(perturb(inputs, 3).user).toEqual(inputs.user);
  });
});
