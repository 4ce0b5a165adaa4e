import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import type { Item, ItemSource, LoadedData, SplitName } from '@paretoboard/harness/task/task-module.js';
import { readInertial, readSkeleton } from './recording.js';
import { type CommonRate, synchronise, windowCount, windowOf, windowSteps } from './windows.js';

export interface ReadOptions {
  readonly folder: string;
  readonly dataset: string;
  readonly rate: CommonRate;
  /** Recordings that a complete copy has. */
  readonly recordings: number;
}

interface Trial {
  readonly name: string;
  /** 1 … 27. */
  readonly action: number;
  readonly subject: number;
  readonly trial: number;
}

const remedy = 'Copy the folders Inertial and Skeleton of the official archive into it, complete.';

/** The paper's cross-subject split; the fourth trials of the training subjects are validation. */
export function splitOf({ subject, trial }: Pick<Trial, 'subject' | 'trial'>): SplitName {
  if (subject % 2 === 0) return 'test';
  return trial === 4 ? 'validation' : 'train';
}

function namesIn(options: ReadOptions, part: 'Inertial' | 'Skeleton', suffix: string): string[] {
  const folder = join(options.folder, part);
  if (!existsSync(folder)) throw new DataSetError(options.dataset, `a folder ${folder}`, 'none', remedy);
  const ending = `_${suffix}.mat`;
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length));
}

function parseTrial(options: ReadOptions, name: string): Trial {
  const match = /^a([1-9]|1\d|2[0-7])_s([1-8])_t([1-4])$/.exec(name);
  if (!match)
    throw new DataSetError(
      options.dataset,
      'names a1…27_s1…8_t1…4',
      name,
      'Remove the file, or add the set in its official layout.',
    );
  const [action, subject, trial] = match.slice(1).map(Number) as [number, number, number];
  return { name, action, subject, trial };
}

function listTrials(options: ReadOptions): Trial[] {
  const inertial = namesIn(options, 'Inertial', 'inertial');
  const skeleton = new Set(namesIn(options, 'Skeleton', 'skeleton'));
  const alone = inertial.find((name) => !skeleton.has(name));
  if (alone) throw new DataSetError(options.dataset, `Skeleton/${alone}_skeleton.mat`, 'no such file', remedy);
  if (inertial.length !== options.recordings || skeleton.size !== options.recordings) {
    const found = `${inertial.length} inertial and ${skeleton.size} skeleton recordings in ${options.folder}`;
    throw new DataSetError(options.dataset, `${options.recordings} recordings of each kind`, found, remedy);
  }
  return inertial
    .map((name) => parseTrial(options, name))
    .sort((a, b) => a.action - b.action || a.subject - b.subject || a.trial - b.trial);
}

function itemsOf(options: ReadOptions, trial: Trial): Item[] {
  const inertialFile = join(options.folder, 'Inertial', `${trial.name}_inertial.mat`);
  const skeletonFile = join(options.folder, 'Skeleton', `${trial.name}_skeleton.mat`);
  const [inertial, skeleton] = synchronise(
    readInertial(options.dataset, inertialFile),
    readSkeleton(options.dataset, skeletonFile),
    options.rate,
  );
  return Array.from({ length: windowCount(inertial.steps) }, (_, window) => ({
    inputs: {
      inertial: { dtype: 'float32', shape: [windowSteps, 6], data: windowOf(inertial, window) },
      skeleton: { dtype: 'float32', shape: [windowSteps, 20, 3], data: windowOf(skeleton, window) },
    },
    targets: { label: { dtype: 'int32', shape: [], data: Int32Array.of(trial.action - 1) } },
    attributes: { subject: trial.subject, trial: trial.trial, recording: trial.name, window },
    group: trial.name,
  }));
}

function source(items: readonly Item[]): ItemSource {
  return {
    items: items.length,
    read: (index) => {
      const item = items[index];
      if (!item) throw new RangeError(`item ${index} of ${items.length}`);
      return item;
    },
  };
}

/**
 * Windows of UTD-MHAD in its official layout: `Inertial/a*_s*_t*_inertial.mat`, `Skeleton/a*_s*_t*_skeleton.mat`.
 * Complete real set: about 2.5 s, 40 MB.
 * @throws DataSetError
 */
export function readUtdMhad(options: ReadOptions): LoadedData {
  const splits: Record<SplitName, Item[]> = { train: [], validation: [], test: [] };
  for (const trial of listTrials(options)) splits[splitOf(trial)].push(...itemsOf(options, trial));
  return { train: source(splits.train), validation: source(splits.validation), test: source(splits.test) };
}
