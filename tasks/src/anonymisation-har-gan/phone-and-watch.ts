import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { separateGravity } from './gravity.js';
import { csvLines, finiteCell } from './numeric-csv.js';
import type { Recording } from './recording.js';

/** In the order of their labels. */
export const phoneActivities = ['SEATED', 'STANDING_UP', 'WALKING', 'TURNING', 'SITTING_DOWN'] as const;
const header = 'x_acc,y_acc,z_acc,x_gyro,y_gyro,z_gyro,timestamp,label';
const sampleHz = 100;
const sensorColumns = 6;

export interface PhoneOptions {
  readonly folder: string;
  readonly dataset: string;
  /** Recordings of the phone that a complete copy has. */
  readonly recordings: number;
}

const remedy = 'Copy the folder DATA of the official release into it: DATA/s01/s01_01_sp.csv and so on.';

function phoneFiles({ folder, dataset, recordings }: PhoneOptions): string[] {
  const root = join(folder, 'DATA');
  if (!existsSync(root)) throw new DataSetError(dataset, `a folder ${root}`, 'none', remedy);
  const subjects = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = subjects.flatMap(({ name }) =>
    readdirSync(join(root, name))
      .filter((file) => file.endsWith('_sp.csv'))
      .map((file) => `${name}/${file}`),
  );
  const foreign = files.find((file) => !/^(s\d\d)\/\1_\d\d_sp\.csv$/.test(file));
  if (foreign) throw new DataSetError(dataset, 'DATA/sNN/sNN_NN_sp.csv', foreign, remedy);
  if (files.length !== recordings)
    throw new DataSetError(dataset, `${recordings} recordings of the phone`, `${files.length} in ${root}`, remedy);
  return files.sort();
}

function activityOf(label: string | undefined, row: number, dataset: string, file: string): number {
  const activity = (phoneActivities as readonly string[]).indexOf(label ?? '');
  if (activity >= 0) return activity;
  const found = `"${label}" in row ${row + 1}`;
  throw new DataSetError(dataset, `${file}: labels ${phoneActivities.join(', ')}`, found, remedy);
}

async function readRecording({ folder, dataset }: PhoneOptions, name: string): Promise<Recording> {
  const file = `DATA/${name}`;
  const source = { dataset, file, header };
  const rows = csvLines(await readFile(join(folder, file), 'utf8'), source);
  const sensed = new Float64Array(rows.length * sensorColumns);
  for (const [row, cells] of rows.entries())
    for (let column = 0; column < sensorColumns; column++)
      sensed[row * sensorColumns + column] = finiteCell(cells[column], row, source);
  return {
    name: file,
    subject: Number(name.slice(1, 3)) - 1,
    steps: rows.length,
    values: separateGravity(sensed, sampleHz),
    activities: Uint8Array.from(rows, (cells, row) => activityOf(cells[sensorColumns + 1], row, dataset, file)),
  };
}

/**
 * The phone's recordings of “smartphone and smartwatch inertial measurements from heterogeneous subjects” in their official layout, 100 Hz, ordered by subject and execution.
 * Acceleration is parted into gravity and the rest, as MotionSense gives it.
 * @throws DataSetError
 */
export async function* readPhone(options: PhoneOptions): AsyncGenerator<Recording> {
  for (const file of phoneFiles(options)) yield await readRecording(options, file);
}
