import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData } from '@paretoboard/harness/task/task-module.js';
import { type Box, cropResize } from '../images/crop-resize.js';
import { classCount, pictureSize } from './definition.js';
import { decodePpm, type Picture } from './ppm.js';

const header = 'Filename;Width;Height;Roi.X1;Roi.Y1;Roi.X2;Roi.Y2;ClassId';
const validationEvery = 5;
const concurrency = 16;

interface Row {
  readonly path: string;
  /** Size of the original picture, to which the region refers; the file may have been resized. */
  readonly width: number;
  readonly height: number;
  readonly region: { readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number };
  readonly label: number;
  /** One physical sign. */
  readonly track: string;
}

function refuse(dataset: string, expected: string, found: string): never {
  throw new DataSetError(
    dataset,
    expected,
    found,
    'Unpack the official archives so that GTSRB/Final_Training and GTSRB/Final_Test lie in the folder.',
  );
}

function parseCsv(
  dataset: string,
  file: string,
  text: string,
  folder: string,
  trackOf: (name: string) => string,
): Row[] {
  const [first, ...lines] = text.split(/\r?\n/).filter((line) => line !== '');
  if (first !== header) refuse(dataset, `${file} with the columns ${header}`, String(first));
  return lines.map((line) => {
    const [name, ...numbers] = line.split(';');
    const [width, height, x1, y1, x2, y2, label] = numbers.map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const isSound =
      numbers.length === 7 &&
      numbers.every((value) => Number.isInteger(Number(value))) &&
      label >= 0 &&
      label < classCount &&
      x2 > x1 &&
      y2 > y1;
    if (!name || !isSound) refuse(dataset, `${file}: a file name, seven integers, a class below ${classCount}`, line);
    return { path: join(folder, name), width, height, region: { x1, y1, x2, y2 }, label, track: trackOf(name) };
  });
}

async function trainingRows(dataset: string, root: string): Promise<Row[]> {
  const images = join(root, 'Final_Training', 'Images');
  if (!existsSync(images)) refuse(dataset, 'GTSRB/Final_Training/Images', 'no such folder');
  const classes = (await readdir(images)).filter((name) => /^\d{5}$/.test(name)).sort();
  if (classes.length === 0) refuse(dataset, 'GTSRB/Final_Training/Images/00000 and so on', 'no class folder');
  const tables = await Promise.all(
    classes.map(async (name) => {
      const file = join(images, name, `GT-${name}.csv`);
      const text = await readFile(file, 'utf8').catch(() => refuse(dataset, `the table ${file}`, 'no such file'));
      return parseCsv(
        dataset,
        `GT-${name}.csv`,
        text,
        join(images, name),
        (picture) => `${name}/${picture.slice(0, 5)}`,
      );
    }),
  );
  return tables.flat();
}

async function testRows(dataset: string, root: string): Promise<Row[]> {
  const folder = join(root, 'Final_Test');
  const file = ['GT-final_test.csv', 'Images/GT-final_test.csv'].map((name) => join(folder, name)).find(existsSync);
  if (!file) refuse(dataset, 'GTSRB/Final_Test/GT-final_test.csv (the one with ClassId)', 'no such file');
  return parseCsv(
    dataset,
    'GT-final_test.csv',
    await readFile(file, 'utf8'),
    join(folder, 'Images'),
    (picture) => picture,
  );
}

/** Edges of the region in the file's own pixels: the last row and column of the annotation belong to it. */
function boxOf({ region, width, height }: Row, picture: Picture): Box {
  const [scaleX, scaleY] = [picture.width / width, picture.height / height];
  return {
    left: region.x1 * scaleX,
    top: region.y1 * scaleY,
    right: Math.min(picture.width, (region.x2 + 1) * scaleX),
    bottom: Math.min(picture.height, (region.y2 + 1) * scaleY),
  };
}

async function readPicture(dataset: string, row: Row): Promise<Uint8Array> {
  const bytes = await readFile(row.path).catch(() => refuse(dataset, `a picture ${row.path}`, 'no such file'));
  try {
    const picture = decodePpm(bytes);
    const { width, height, rgb } = picture;
    return cropResize({ width, height, channels: 3, data: rgb }, boxOf(row, picture), pictureSize);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuse(dataset, `a P6 picture of the region in ${row.path}`, error.message);
  }
}

async function readAll(dataset: string, rows: readonly Row[]): Promise<ItemSource> {
  const items = new Array<Item>(rows.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < rows.length; index = next++) {
      const row = rows[index]!;
      items[index] = {
        inputs: {
          image: { dtype: 'uint8', shape: [pictureSize, pictureSize, 3], data: await readPicture(dataset, row) },
        },
        targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(row.label) } },
        attributes: {},
        group: row.track,
      };
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { items: items.length, read: (index) => items[index]! };
}

/**
 * Reads GTSRB's official folders, or a part of them with the same names. Every fifth track of the training folder is validation.
 * @throws DataSetError
 */
export async function readGtsrb(folder: string, dataset: string): Promise<LoadedData> {
  const root = join(folder, 'GTSRB');
  const rows = await trainingRows(dataset, root);
  const tracks = [...new Set(rows.map((row) => row.track))].sort();
  const validationTracks = new Set(tracks.filter((_, index) => index % validationEvery === validationEvery - 1));
  const [train, validation, test] = await Promise.all([
    readAll(
      dataset,
      rows.filter((row) => !validationTracks.has(row.track)),
    ),
    readAll(
      dataset,
      rows.filter((row) => validationTracks.has(row.track)),
    ),
    readAll(dataset, await testRows(dataset, root)),
  ]);
  return { train, validation, test };
}
