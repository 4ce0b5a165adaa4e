import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { csvLines, finiteCell } from './numeric-csv.js';
import { channelCount, type Recording } from './recording.js';

/** In the order of their labels. */
export const motionSenseActivities = ['dws', 'ups', 'wlk', 'jog', 'sit', 'std'] as const;
export const motionFolder = 'A_DeviceMotion_data';
/** The first column is a row number without a name. */
export const motionHeader =
  ',attitude.roll,attitude.pitch,attitude.yaw,gravity.x,gravity.y,gravity.z,rotationRate.x,rotationRate.y,rotationRate.z,userAcceleration.x,userAcceleration.y,userAcceleration.z';
/** Row number and attitude come before the nine channels. */
const firstChannel = 4;

export interface MotionSenseOptions {
  readonly folder: string;
  readonly dataset: string;
  /** Recordings that a complete copy has. */
  readonly recordings: number;
}

interface Named {
  readonly activity: number;
  readonly trial: number;
  /** As in the file's name, from 1. */
  readonly subject: number;
  readonly file: string;
}

const remedy = `Unpack A_DeviceMotion_data.zip of the official repository so that ${motionFolder} lies in the folder.`;

function parseName(dataset: string, trialFolder: string, name: string): Named {
  const [, activity, trial] = /^([a-z]{3})_(\d+)$/.exec(trialFolder) ?? [];
  const [, subject] = /^sub_([1-9]\d*)\.csv$/.exec(name) ?? [];
  const label = (motionSenseActivities as readonly string[]).indexOf(activity ?? '');
  if (label < 0 || subject === undefined)
    throw new DataSetError(
      dataset,
      `${motionFolder}/<${motionSenseActivities.join('|')}>_<trial>/sub_<subject>.csv`,
      `${trialFolder}/${name}`,
      'Remove the file, or add the set in its official layout.',
    );
  return {
    activity: label,
    trial: Number(trial),
    subject: Number(subject),
    file: `${motionFolder}/${trialFolder}/${name}`,
  };
}

function listRecordings({ folder, dataset, recordings }: MotionSenseOptions): Named[] {
  const root = join(folder, motionFolder);
  if (!existsSync(root)) throw new DataSetError(dataset, `a folder ${root}`, 'none', remedy);
  const trials = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const named = trials.flatMap(({ name: trial }) =>
    readdirSync(join(root, trial)).map((name) => parseName(dataset, trial, name)),
  );
  if (named.length !== recordings)
    throw new DataSetError(dataset, `${recordings} recordings`, `${named.length} in ${root}`, remedy);
  return named.sort((a, b) => a.subject - b.subject || a.activity - b.activity || a.trial - b.trial);
}

async function readRecording(folder: string, dataset: string, named: Named): Promise<Recording> {
  const source = { dataset, file: named.file, header: motionHeader };
  const rows = csvLines(await readFile(join(folder, named.file), 'utf8'), source);
  const values = new Float32Array(rows.length * channelCount);
  for (const [row, cells] of rows.entries())
    for (let channel = 0; channel < channelCount; channel++)
      values[row * channelCount + channel] = finiteCell(cells[firstChannel + channel], row, source);
  return {
    name: named.file,
    subject: named.subject - 1,
    steps: rows.length,
    values,
    activities: new Uint8Array(rows.length).fill(named.activity),
  };
}

/**
 * Recordings of MotionSense in its official layout, `A_DeviceMotion_data/<activity>_<trial>/sub_<n>.csv`, 50 Hz, file by file, ordered by subject, activity and trial.
 * @throws DataSetError
 */
export async function* readMotionSense(options: MotionSenseOptions): AsyncGenerator<Recording> {
  for (const named of listRecordings(options)) yield await readRecording(options.folder, options.dataset, named);
}
