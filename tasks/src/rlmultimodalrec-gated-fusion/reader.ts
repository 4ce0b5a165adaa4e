import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { SplitName } from '@paretoboard/harness/task/task-module.js';
import { z } from 'zod';
import { decodeNpy } from '../formats/npy.js';
import { type Features, type Interaction, noFeatures, type Shop } from './interactions.js';

/** What a folder should hold. */
export interface ReadOptions {
  readonly folder: string;
  readonly dataset: string;
  /** Users, items and interactions of a complete copy; missing: any number. */
  readonly complete?: { readonly users: number; readonly items: number; readonly interactions: number };
}

const splitNames: readonly SplitName[] = ['train', 'validation', 'test'];

async function bytesOf({ folder, dataset }: ReadOptions, name: string): Promise<Uint8Array> {
  return readFile(join(folder, name)).catch(() => {
    throw new DataSetError(dataset, `a file ${name}`, `none in ${folder}`, 'Copy the release into it, complete.');
  });
}

function refuse({ dataset }: ReadOptions, expected: string, found: string): never {
  throw new DataSetError(dataset, expected, found, 'Copy the release into the folder again, unchanged.');
}

/** Each pair once; ids from 0 without gaps among the items, so that features belong to them by their row. */
function shopOf(
  options: ReadOptions,
  splits: Readonly<Record<SplitName, readonly Interaction[]>>,
  features: (items: number) => Pick<Shop, 'image' | 'text'>,
): Shop {
  const splitOf = new Map<string, SplitName>();
  const distinct = { train: [], validation: [], test: [] } as Record<SplitName, Interaction[]>;
  let [users, items] = [0, 0];
  for (const split of splitNames) {
    for (const interaction of splits[split]) {
      const pair = `${interaction.user} ${interaction.item}`;
      const before = splitOf.get(pair);
      if (before === split) continue;
      if (before) refuse(options, 'each interaction in one split', `user and item ${pair} in ${before} and ${split}`);
      splitOf.set(pair, split);
      distinct[split].push(interaction);
      users = Math.max(users, interaction.user + 1);
      items = Math.max(items, interaction.item + 1);
    }
  }
  for (const split of splitNames) if (distinct[split].length === 0) refuse(options, `${split} interactions`, 'none');
  const { complete } = options;
  if (complete && (users !== complete.users || items !== complete.items || splitOf.size !== complete.interactions)) {
    refuse(
      options,
      `${complete.users} users, ${complete.items} items, ${complete.interactions} interactions`,
      `${users}, ${items}, ${splitOf.size}`,
    );
  }
  return { users, items, splits: distinct, ...features(items) };
}

const header = 'userID\titemID\trating\ttimestamp\tx_label';

function parseLine(options: ReadOptions, line: string): Interaction & { split: SplitName } {
  const [user, item, , , label, ...more] = line.split('\t').map(Number);
  const split = splitNames[label ?? -1];
  const isSound = Number.isInteger(user) && user! >= 0 && Number.isInteger(item) && item! >= 0 && more.length === 0;
  if (!isSound || !split) refuse(options, 'user, item, rating, time and a label 0, 1 or 2, tab-separated', line);
  return { user: user!, item: item!, split };
}

function featuresOf(options: ReadOptions, name: string, bytes: Uint8Array, items: number): Features {
  try {
    const { shape, data } = decodeNpy(bytes);
    if (shape.length === 2 && shape[0] === items) return { columns: shape[1]!, values: data };
    return refuse(options, `${name} with a row for each of ${items} items`, `shape [${shape.join(', ')}]`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(options, `${name}, an NPY file of float32 or float64`, error.message);
  }
}

/**
 * Reads a set as MMRec releases it: `clothing.inter` with its header, `image_feat.npy` and `text_feat.npy` with a row for each item. Rows may come in any order and more than
 * once.
 * @throws DataSetError
 */
export async function readMmrec(options: ReadOptions): Promise<Shop> {
  // One after the other: of several that are missing, always the same one is named.
  const table = await bytesOf(options, 'clothing.inter');
  const image = await bytesOf(options, 'image_feat.npy');
  const text = await bytesOf(options, 'text_feat.npy');
  const [first, ...lines] = new TextDecoder().decode(table).split(/\r?\n/);
  if (first !== header) refuse(options, `clothing.inter with the columns ${header}`, String(first));
  const parsed = lines.filter((line) => line !== '').map((line) => parseLine(options, line));
  const of = (split: SplitName): Interaction[] => parsed.filter((one) => one.split === split);
  return shopOf(options, { train: of('train'), validation: of('validation'), test: of('test') }, (items) => ({
    image: featuresOf(options, 'image_feat.npy', image, items),
    text: featuresOf(options, 'text_feat.npy', text, items),
  }));
}

const idSchema = z.number().int().min(0);
const splitSchema = z.record(z.string().regex(/^\d+$/), z.array(idSchema));

async function readSplit(options: ReadOptions, name: string): Promise<Interaction[]> {
  const text = new TextDecoder().decode(await bytesOf(options, name));
  try {
    const byUser = splitSchema.parse(JSON.parse(text));
    return Object.entries(byUser).flatMap(([user, items]) => items.map((item) => ({ user: Number(user), item })));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof z.ZodError)) throw error;
    return refuse(options, `${name}: an object of lists of items by user`, error.message.slice(0, 300));
  }
}

/**
 * Reads a set as LATTICE releases it: `5-core/train.json`, `val.json` and `test.json`, each an object of lists of items by user. No features.
 * @throws DataSetError
 */
export async function readLattice(options: ReadOptions): Promise<Shop> {
  const [train, validation, test] = await Promise.all(
    ['train', 'val', 'test'].map((name) => readSplit(options, `5-core/${name}.json`)),
  );
  const splits = { train: train!, validation: validation!, test: test! };
  return shopOf(options, splits, () => ({ image: noFeatures, text: noFeatures }));
}
