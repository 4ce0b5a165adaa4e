import { existsSync, readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { z } from 'zod';
import { decodeNifti, type NiftiVolume } from '../formats/nifti.js';

const suffix = '.nii.gz';
/** Background, anterior, posterior. */
const mostLabel = 2;
/** Where no labelled test volumes are released, in the order of names; what is left is tested. */
const shares = { train: 0.6, validation: 0.1 } as const;
const fewest = 10;
/** Where they are: the last eighth of the training volumes. */
const heldShare = 1 / 8;

/** The part of the decathlon's `dataset.json` that says what there is. */
const listSchema = z.object({
  training: z.array(z.object({ image: z.string(), label: z.string() })).min(1),
});

/** Folders of volumes and of their labels. */
interface Part {
  readonly images: string;
  readonly labels: string;
}

const training: Part = { images: 'imagesTr', labels: 'labelsTr' };
const test: Part = { images: 'imagesTs', labels: 'labelsTs' };

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
      'Put volumes and labels where the decathlon’s archive has them: see the part Data of the task’s README.',
    );
  }

  has(path: string): boolean {
    return existsSync(join(this.root, path));
  }

  /** Names without suffix, in order; hidden files, which archives made on a Mac bring along, are left out. */
  async names(folder: string): Promise<string[]> {
    const files = this.has(folder) ? await readdir(join(this.root, folder)) : [];
    const names = files.filter((file) => file.endsWith(suffix) && !file.startsWith('.'));
    if (names.length === 0) this.refuse(`volumes *${suffix} in ${folder}`, 'none');
    return names.map((file) => file.slice(0, -suffix.length)).sort();
  }

  /** Every volume that `dataset.json` lists is there. */
  async checkList(names: readonly string[]): Promise<void> {
    if (!this.has('dataset.json')) return;
    const text = await readFile(join(this.root, 'dataset.json'), 'utf8');
    const expected = 'dataset.json with "training": pairs of "image" and "label"';
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch (error) {
      this.refuse(expected, (error as Error).message);
    }
    const list = listSchema.safeParse(json);
    if (!list.success) this.refuse(expected, z.prettifyError(list.error));
    const listed = list.data.training.map(({ image }) => image.replace(/^.*\//, '').slice(0, -suffix.length));
    const missing = listed.find((name) => !names.includes(name));
    if (missing) this.refuse(`${training.images}/${missing}${suffix}, which dataset.json lists`, 'no such file');
  }

  /** Blocks: items are read when they are asked for, so that memory holds one at a time. */
  private volume(path: string): NiftiVolume {
    if (!this.has(path)) this.refuse(path, 'no such file');
    try {
      return decodeNifti(readFileSync(join(this.root, path)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.refuse(`${path}: a volume in NIfTI-1`, error.message);
    }
  }

  item({ images, labels }: Part, name: string): Item {
    const image = this.volume(join(images, `${name}${suffix}`));
    const path = join(labels, `${name}${suffix}`);
    const label = this.volume(path);
    if (label.shape.join() !== image.shape.join())
      this.refuse(`${path} of ${image.shape.join(' × ')}, as its volume`, label.shape.join(' × '));
    const odd = label.data.find((value) => !Number.isInteger(value) || value < 0 || value > mostLabel);
    if (odd !== undefined) this.refuse(`labels 0 to ${mostLabel} in ${path}`, String(odd));
    if (!label.data.some((value) => value > 0)) this.refuse(`a hippocampus in ${path}`, 'background only');
    return {
      inputs: {
        volume: { dtype: 'float32', shape: image.shape, data: image.data },
        spacing: { dtype: 'float32', shape: [3], data: Float32Array.from(image.spacingMm) },
      },
      targets: {
        mask: { dtype: 'uint8', shape: image.shape, data: Uint8Array.from(label.data, (value) => Number(value > 0)) },
      },
      attributes: { volume: name },
      group: name,
    };
  }

  source(part: Part, names: readonly string[]): ItemSource {
    return {
      items: names.length,
      read: (index) => this.item(part, names[index] ?? this.refuse(`an item below ${names.length}`, String(index))),
    };
  }
}

/**
 * Volumes with contours in the folders of the Medical Segmentation Decathlon. Where labelled test volumes are released (`labelsTs`) they are tested; else the
 * labelled volumes are split 60 : 10 : 30, in blocks in the order of their names: neighbours may show the two sides of one head, which nothing in the release
 * tells. Every file is decoded once to check it, and again when its item is asked for.
 * @throws DataSetError naming the folder, volume or label that is missing or wrong
 */
export async function readVolumes(root: string, dataset: string): Promise<LoadedData> {
  const folder = new Folder(root, dataset);
  const names = await folder.names(training.images);
  await folder.checkList(names);
  if (names.length < fewest) folder.refuse(`at least ${fewest} volumes in ${training.images}`, String(names.length));
  for (const name of names) folder.item(training, name);
  if (folder.has(test.labels)) {
    const testNames = await folder.names(test.labels);
    for (const name of testNames) folder.item(test, name);
    const kept = names.length - Math.round(heldShare * names.length);
    return {
      train: folder.source(training, names.slice(0, kept)),
      validation: folder.source(training, names.slice(kept)),
      test: folder.source(test, testNames),
    };
  }
  const trained = Math.round(shares.train * names.length);
  const seen = trained + Math.round(shares.validation * names.length);
  return {
    train: folder.source(training, names.slice(0, trained)),
    validation: folder.source(training, names.slice(trained, seen)),
    test: folder.source(training, names.slice(seen)),
  };
}
