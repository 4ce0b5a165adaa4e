import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { Random } from '@paretoboard/sdk/random.js';
import { decodeIdx, type IdxArray } from '../formats/idx.js';
import { cropResize } from '../images/crop-resize.js';
import { roles, side } from './definition.js';

/** Of MNIST's pictures on disk. */
const fileSide = 28;
const largestPart = 500;
/** Fixed: the same pictures are held back in every run. */
const splitSeed = 978_3031;
const sampleSeed = 78_354;

interface Digits {
  readonly images: IdxArray;
  readonly labels: IdxArray;
}

function refuse(dataset: string, expected: string, found: string): never {
  throw new DataSetError(
    dataset,
    expected,
    found,
    'Put the four IDX files of MNIST, gzipped or not, under their official names into the folder.',
  );
}

async function readIdx(dataset: string, folder: string, name: string): Promise<IdxArray> {
  const path = [name, `${name}.gz`].map((file) => join(folder, file)).find(existsSync);
  if (!path) refuse(dataset, `${name} or ${name}.gz`, 'no such file');
  const bytes = await readFile(path);
  try {
    return decodeIdx(bytes);
  } catch (error) {
    return refuse(dataset, `${name} in IDX format`, (error as Error).message);
  }
}

async function readDigits(dataset: string, folder: string, prefix: string): Promise<Digits> {
  const images = await readIdx(dataset, folder, `${prefix}-images-idx3-ubyte`);
  const labels = await readIdx(dataset, folder, `${prefix}-labels-idx1-ubyte`);
  const [items, height, width] = images.shape;
  if (images.shape.length !== 3 || height !== fileSide || width !== fileSide || items === 0)
    refuse(dataset, `${prefix} pictures of ${fileSide} × ${fileSide}`, `an array [${images.shape.join(', ')}]`);
  if (labels.shape.length !== 1 || labels.shape[0] !== items)
    refuse(dataset, `${items} ${prefix} labels`, `an array [${labels.shape.join(', ')}]`);
  const wrong = labels.data.findIndex((label) => label > 9);
  if (wrong >= 0) refuse(dataset, `${prefix} labels 0 to 9`, `label ${labels.data[wrong]} of picture ${wrong}`);
  return { images, labels };
}

function pictureOf({ images }: Digits, index: number) {
  const size = fileSide * fileSide;
  const raster = {
    width: fileSide,
    height: fileSide,
    channels: 1,
    data: images.data.subarray(index * size, (index + 1) * size),
  };
  const data = cropResize(raster, { left: 0, top: 0, right: fileSide, bottom: fileSide }, side);
  return { dtype: 'uint8', shape: [side, side], data } as const;
}

const scalar = (value: number) => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) }) as const;

function rowsOf(digits: Digits, indices: Uint32Array): ItemSource {
  return {
    items: indices.length,
    read: (index): Item => ({
      inputs: { image: pictureOf(digits, indices[index]!) },
      targets: { label: scalar(digits.labels.data[indices[index]!]!) },
      attributes: {},
      group: `train-${indices[index]}`,
    }),
  };
}

interface Part {
  readonly digits: Digits;
  readonly indices: Uint32Array;
  readonly role: keyof typeof roles;
}

/** Test pictures, then members, then outsiders; a seed of its own for each item, which tells nothing about its role. */
function queriesOf(parts: readonly Part[]): ItemSource {
  const items = parts.flatMap(({ digits, indices, role }) => Array.from(indices, (at) => ({ digits, at, role })));
  return {
    items: items.length,
    read: (index): Item => {
      const { digits, at, role } = items[index]!;
      const seed = new Random(sampleSeed + index).uint32() >>> 1;
      return {
        inputs: { image: pictureOf(digits, at), seed: scalar(seed) },
        targets: { role: scalar(roles[role]) },
        attributes: {},
        group: `${role}-${at}`,
      };
    },
  };
}

/**
 * MNIST in its official layout: `train-…` and `t10k-…`; of the subset `train10k-…`. Train and validation give pictures with their digit, test gives
 * queries: a picture and a seed.
 * @throws DataSetError
 */
export async function readMnist(folder: string, dataset: string): Promise<LoadedData> {
  const training = await readDigits(dataset, folder, dataset === 'mnist-10k' ? 'train10k' : 'train');
  const test = await readDigits(dataset, folder, 't10k');
  const items = training.labels.data.length;
  const part = Math.min(largestPart, Math.floor(items / 10));
  const order = new Random(splitSeed).permutation(items);
  const [outsiders, validation, train] = [
    order.subarray(0, part),
    order.subarray(part, 2 * part),
    order.subarray(2 * part),
  ];
  return {
    train: rowsOf(training, train),
    validation: rowsOf(training, validation),
    test: queriesOf([
      { digits: test, indices: Uint32Array.from(test.labels.data, (_, index) => index), role: 'test' },
      { digits: training, indices: train.subarray(0, part), role: 'member' },
      { digits: training, indices: outsiders, role: 'outsider' },
    ]),
  };
}
