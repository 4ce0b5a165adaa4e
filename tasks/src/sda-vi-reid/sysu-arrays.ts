import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { type NpyFile, openNpyFile, readNpyIntegers } from '../formats/npy-file.js';
import type { Raster } from '../images/crop-resize.js';
import { sysu } from './layout.js';

const remedy =
  'Make the four arrays from the release with pre_process_sysu.py of the authors’ code (it is that of AGW), and put them into SYSU-MM01/.';

/** The pictures of one modality and who is on them, read one at a time. */
export interface SysuArrays {
  readonly labels: readonly number[];
  read(index: number): Raster;
}

function opened<T>(dataset: string, path: string, expected: string, open: (path: string) => T): T {
  if (!existsSync(path)) throw new DataSetError(dataset, `the array ${path}`, 'no such file', remedy);
  try {
    return open(path);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataSetError(dataset, `${expected} in ${path}`, error.message, remedy);
  }
}

function openPictures(path: string): NpyFile {
  const file = openNpyFile(path);
  if (file.descr !== '|u1' || file.shape.length !== 4 || file.shape[3] !== 3)
    throw new RangeError(`type ${file.descr}, shape [${file.shape.join(', ')}]`);
  return file;
}

/** @throws DataSetError naming the array that is missing or wrong */
export function openSysu(dataset: string, folder: string, camera: 'rgb' | 'ir'): SysuArrays {
  const path = join(folder, sysu.images(camera));
  const { shape, entry } = opened(dataset, path, 'uint8 [pictures, height, width, 3]', openPictures);
  const labels = opened(dataset, join(folder, sysu.labels(camera)), 'a list of labels', readNpyIntegers);
  if (labels.length !== shape[0])
    throw new DataSetError(dataset, `${shape[0]} labels, one a picture of ${path}`, String(labels.length), remedy);
  const [height, width] = [shape[1]!, shape[2]!];
  return { labels, read: (index) => ({ width, height, channels: 3, data: entry(index) }) };
}
