import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { decodeGreyJpeg } from '../formats/jpeg.js';
import { decodeGreyTiff, type GreyPicture } from '../formats/tiff.js';

export interface Clip {
  readonly name: string;
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  /** uint8 [frames, height, width]. */
  readonly grey: Uint8Array;
}

const remedy = 'Copy the folders of the release into it, complete and unchanged.';
const concurrency = 8;

async function namesOf(dataset: string, folder: string, suffix: string): Promise<string[]> {
  if (!existsSync(folder)) throw new DataSetError(dataset, `a folder ${folder}`, 'none', remedy);
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix)).sort();
  if (names.length < 3)
    throw new DataSetError(dataset, `at least 3 frames ${suffix} in ${folder}`, `${names.length}`, remedy);
  const first = Number.parseInt(names[0]!, 10);
  const gap = names.findIndex((name, index) => Number.parseInt(name, 10) !== first + index);
  if (gap >= 0)
    throw new DataSetError(dataset, `frame ${first + gap} of ${folder}`, `${names[gap]} in its place`, remedy);
  return names;
}

async function readFrame(dataset: string, file: string): Promise<GreyPicture> {
  const bytes = await readFile(file);
  try {
    return file.endsWith('.tif') ? decodeGreyTiff(bytes) : await decodeGreyJpeg(bytes);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new DataSetError(dataset, `a grey frame ${file}`, error.message, remedy);
  }
}

/** All frames of one folder, which are numbered without gaps and of one size. @throws DataSetError */
export async function readClip(dataset: string, name: string, folder: string, suffix: string): Promise<Clip> {
  const files = (await namesOf(dataset, folder, suffix)).map((file) => join(folder, file));
  const { width, height } = await readFrame(dataset, files[0]!);
  const grey = new Uint8Array(files.length * width * height);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const frame = await readFrame(dataset, files[index]!);
      if (frame.width !== width || frame.height !== height)
        throw new DataSetError(
          dataset,
          `${width} × ${height} pixels in ${files[index]}, as in the clip’s first frame`,
          `${frame.width} × ${frame.height}`,
          remedy,
        );
      grey.set(frame.grey, index * width * height);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return { name, frames: files.length, height, width, grey };
}
