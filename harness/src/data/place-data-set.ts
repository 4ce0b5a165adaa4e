import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DataSetError } from '../task/data-set-error.js';
import type { DataSet } from './catalogue.js';
import { missingFiles } from './completeness.js';
import { listFiles } from './list-files.js';
import { StoreError } from './store-error.js';

/** Opens the copy as a task's reader would; rejects with what is wrong. */
export type LayoutCheck = (folder: string) => Promise<void>;

/** @throws StoreError present */
export function refuseIfPresent(set: DataSet, root: string): void {
  const folder = join(root, set.folder);
  if (!existsSync(folder)) return;
  throw new StoreError(
    'present',
    `data set ${set.id} has a folder already: ${folder}`,
    'Run "paretoboard data verify" to check it, or move that folder away first.',
  );
}

/** @throws DataSetError naming the first broken rule */
async function refuseIfIncomplete(set: DataSet, folder: string): Promise<void> {
  const [problem] = missingFiles(set, await listFiles(folder));
  if (!problem) return;
  const [expected, found] = problem.split(', found ');
  throw new DataSetError(
    set.id,
    (expected ?? '').replace('expected ', ''),
    found ?? 'none',
    `Give the folder that holds ${set.marker}, complete.`,
  );
}

/**
 * Fills a folder beside the final one, checks it, and only then gives it its name: a set in the store is never half there.
 * @returns the set's folder
 * @throws StoreError present, DataSetError
 */
export async function placeDataSet(
  set: DataSet,
  root: string,
  fill: (draft: string) => Promise<void>,
  checkLayout?: LayoutCheck,
): Promise<string> {
  refuseIfPresent(set, root);
  await mkdir(root, { recursive: true });
  const folder = join(root, set.folder);
  const draft = join(root, `.${set.folder}.${randomBytes(4).toString('hex')}.part`);
  try {
    await fill(draft);
    await refuseIfIncomplete(set, draft);
    await checkLayout?.(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  return folder;
}
