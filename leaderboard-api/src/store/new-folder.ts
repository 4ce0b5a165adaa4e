import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from '@paretoboard/harness/records/write-atomically.js';

/** Something stands where a new folder was to be made. */
export class FolderExistsError extends Error {
  override readonly name = 'FolderExistsError';
}

/** Makes a folder that appears whole or not at all, for its owner alone. @param fill is given the draft @throws FolderExistsError */
export async function inNewFolder<Result>(folder: string, fill: (draft: string) => Promise<Result>): Promise<Result> {
  if (existsSync(folder)) throw new FolderExistsError(`expected a new folder, found ${folder}`);
  mkdirSync(dirname(folder), { recursive: true });
  const draft = `${folder}.${process.pid}.part`;
  try {
    mkdirSync(draft, { mode: 0o700 });
    const result = await fill(draft);
    renameSync(draft, folder);
    syncFolder(dirname(folder));
    return result;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
