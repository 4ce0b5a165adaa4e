import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { decodeColourBmp } from '../formats/colour-bmp.js';
import type { Raster } from '../images/crop-resize.js';
import { type RegdbList, regdb, trial } from './layout.js';

/** A picture of RegDB by its place, with the number that its list gives the person. */
export interface ListedPicture {
  readonly path: string;
  readonly label: number;
}

const remedy = 'Copy the release into it, complete and unchanged: RegDB/idx, RegDB/Visible, RegDB/Thermal.';
const line = /^(\S+\.bmp) (\d+)$/;

/**
 * One of RegDB's lists, each line a path below `RegDB` and the number of a person.
 * @throws DataSetError naming the list, the line or the picture that is missing or wrong
 */
export function readList(dataset: string, folder: string, name: RegdbList): ListedPicture[] {
  const file = join(folder, regdb.list(name, trial));
  if (!existsSync(file)) throw new DataSetError(dataset, `the list ${file}`, 'no such file', remedy);
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((text) => text.trim() !== '');
  if (lines.length === 0) throw new DataSetError(dataset, `pictures in ${file}`, 'none', remedy);
  return lines.map((text) => {
    const [, relative, label] = line.exec(text.trim()) ?? [];
    if (!relative || !label)
      throw new DataSetError(dataset, `lines "Visible/… .bmp 0" in ${file}`, `"${text}"`, remedy);
    const path = join(folder, regdb.root, relative);
    if (!existsSync(path)) throw new DataSetError(dataset, `the picture ${path}`, 'no such file', remedy);
    return { path, label: Number(label) };
  });
}

/** @throws DataSetError on anything else than a colour BMP */
export function readListed(dataset: string, { path }: ListedPicture): Raster {
  try {
    return { ...decodeColourBmp(readFileSync(path)), channels: 3 };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataSetError(dataset, `a colour BMP ${path}`, error.message, remedy);
  }
}
