import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Tensor } from '@paretoboard/contract/tensor.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { decodePng, type PngPicture } from '../formats/png.js';
import { bicubicResize } from '../images/bicubic-resize.js';
import type { Raster } from '../images/crop-resize.js';
import { patchSize, scale } from './sizes.js';

/** A large picture, its sides multiples of the scale, and the small one made from it; RGB. */
interface Pair {
  readonly large: Raster;
  readonly small: Raster;
  readonly attributes: { readonly set: string; readonly name: string };
}

/** Where the pictures of a pair lie; `small` null: it is made here. */
interface Paths {
  readonly large: string;
  readonly small: string | null;
  readonly set: string;
}

const validationEvery = 8;
const mostPatches = 6_400;

/** Set14's `face` is Set5's `head` without its border: training on it would be training on the test. */
const leaksIntoSet5 = 'face';

class Folder {
  constructor(
    private readonly root: string,
    private readonly dataset: string,
  ) {}

  refuse(expected: string, found: string): never {
    throw new DataSetError(
      this.dataset,
      expected,
      found,
      'Put the pictures where the official archives put them: see the part Data of the task’s README.',
    );
  }

  has(...parts: string[]): boolean {
    return existsSync(join(this.root, ...parts));
  }

  /** Names without `.png`, in order. @throws DataSetError if there are none */
  async names(...parts: string[]): Promise<string[]> {
    const path = join(this.root, ...parts);
    const files = existsSync(path) ? await readdir(path) : [];
    const names = files.filter((file) => file.endsWith('.png')).map((file) => basename(file, '.png'));
    if (names.length === 0) this.refuse(`PNG pictures in ${join(...parts)}`, 'none');
    return names.sort();
  }

  async picture(path: string): Promise<Raster> {
    if (!this.has(path)) this.refuse(path, 'no such file');
    try {
      return inColour(decodePng(await readFile(join(this.root, path))));
    } catch (error) {
      return this.refuse(`${path}: a PNG of 8 bits`, (error as Error).message);
    }
  }

  async pair({ large, small, set }: Paths): Promise<Pair> {
    const whole = await this.picture(large);
    const cropped = crop(whole, 0, 0, floorTo(whole.width), floorTo(whole.height));
    const [width, height] = [cropped.width / scale, cropped.height / scale];
    const reduced = small === null ? bicubicResize(cropped, width, height) : await this.picture(small);
    if (reduced.width !== width || reduced.height !== height)
      this.refuse(`${small} of ${width} × ${height}, half of ${large}`, `${reduced.width} × ${reduced.height}`);
    return { large: cropped, small: reduced, attributes: { set, name: basename(large, '.png') } };
  }
}

function floorTo(size: number): number {
  return size - (size % scale);
}

/** Grey three times; alpha is left out. */
function inColour({ width, height, channels, data }: PngPicture): Raster {
  if (channels === 3) return { width, height, channels, data };
  const rgb = new Uint8Array(width * height * 3);
  const isGrey = channels < 3;
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let colour = 0; colour < 3; colour++)
      rgb[pixel * 3 + colour] = data[pixel * channels + (isGrey ? 0 : colour)]!;
  return { width, height, channels: 3, data: rgb };
}

function crop({ width, channels, data }: Raster, left: number, top: number, columns: number, rows: number): Raster {
  const result = new Uint8Array(rows * columns * channels);
  for (let row = 0; row < rows; row++) {
    const from = ((top + row) * width + left) * channels;
    result.set(data.subarray(from, from + columns * channels), row * columns * channels);
  }
  return { width: columns, height: rows, channels, data: result };
}

function tensorOf({ width, height, data }: Raster): Tensor {
  return { dtype: 'uint8', shape: [height, width, 3], data };
}

function itemOf({ large, small, attributes }: Pair): Item {
  return {
    inputs: { image: tensorOf(small) },
    targets: { reference: tensorOf(large) },
    attributes,
    group: `${attributes.set}/${attributes.name}`,
  };
}

/** At most `most` patches side by side, evenly over the picture. */
function patchesOf({ large, small, attributes }: Pair, most: number): Pair[] {
  const columns = Math.floor(small.width / patchSize);
  const available = columns * Math.floor(small.height / patchSize);
  const count = Math.min(most, available);
  return Array.from({ length: count }, (_, index) => {
    const place = Math.floor((index * available) / count);
    const [left, top] = [(place % columns) * patchSize, Math.floor(place / columns) * patchSize];
    const side = scale * patchSize;
    return {
      small: crop(small, left, top, patchSize, patchSize),
      large: crop(large, scale * left, scale * top, side, side),
      attributes,
    };
  });
}

async function patchSource(folder: Folder, paths: readonly Paths[], most: number): Promise<ItemSource> {
  const patches: Pair[] = [];
  // One after the other: of a picture only its patches are kept.
  for (const path of paths) patches.push(...patchesOf(await folder.pair(path), most));
  if (patches.length === 0)
    folder.refuse(`pictures of at least ${scale * patchSize} × ${scale * patchSize}`, 'only smaller ones');
  return { items: patches.length, read: (index) => itemOf(patches[index]!) };
}

async function pictureSource(folder: Folder, paths: readonly Paths[]): Promise<ItemSource> {
  const pairs = await Promise.all(paths.map((path) => folder.pair(path)));
  return { items: pairs.length, read: (index) => itemOf(pairs[index]!) };
}

/** The folders of DIV2K and of the benchmarks, as released. */
async function div2kPaths(folder: Folder): Promise<{ training: Paths[]; test: Paths[] }> {
  const pairIn = (high: string, low: string, name: string, set: string): Paths => ({
    large: join(high, `${name}.png`),
    small: join(low, `X${scale}`, `${name}x${scale}.png`),
    set,
  });
  const [high, low] = ['DIV2K/DIV2K_train_HR', 'DIV2K/DIV2K_train_LR_bicubic'];
  const training = (await folder.names(high)).map((name) => pairIn(high, low, name, 'DIV2K'));
  const sets = folder.has('benchmark', 'Set5') ? ['Set5'] : surrogateSets.filter((set) => folder.has('benchmark', set));
  if (sets.length === 0) folder.refuse('benchmark/Set5', 'no such folder');
  const test: Paths[] = [];
  for (const set of sets) {
    const [hr, lr] = [join('benchmark', set, 'HR'), join('benchmark', set, 'LR_bicubic')];
    test.push(...(await folder.names(hr)).map((name) => pairIn(hr, lr, name, set)));
  }
  return { training, test };
}

/** Set5 with its small pictures, and Set14 without. */
async function classicPaths(folder: Folder): Promise<{ training: Paths[]; test: Paths[] }> {
  const names = (await folder.names('Set14')).filter((name) => name !== leaksIntoSet5);
  return {
    training: names.map((name) => ({ large: join('Set14', `${name}.png`), small: null, set: 'Set14' })),
    test: (await folder.names('Set5/HR')).map((name) => ({
      large: join('Set5/HR', `${name}.png`),
      small: join('Set5/LR_bicubic', `X${scale}`, `${name}x${scale}.png`),
      set: 'Set5',
    })),
  };
}

/** Test sets of the surrogate, named otherwise than the real ones. */
export const surrogateSets = ['Line5', 'Facade10', 'Nature10'] as const;

/**
 * Training and validation as patches, test pictures whole.
 * @throws DataSetError naming the file that is missing or that cannot be read
 */
export async function readPictures(root: string, dataset: string): Promise<LoadedData> {
  const folder = new Folder(root, dataset);
  const { training, test } = folder.has('Set5') ? await classicPaths(folder) : await div2kPaths(folder);
  const most = Math.max(1, Math.floor(mostPatches / training.length));
  const isHeld = (index: number): boolean => index % validationEvery === validationEvery - 1;
  return {
    train: await patchSource(
      folder,
      training.filter((_, index) => !isHeld(index)),
      most,
    ),
    validation: await patchSource(
      folder,
      training.filter((_, index) => isHeld(index)),
      most,
    ),
    test: await pictureSource(folder, test),
  };
}
