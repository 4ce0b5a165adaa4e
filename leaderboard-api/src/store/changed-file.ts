import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeFile, type FileDigest } from '@paretoboard/harness/records/digest.js';

/** The first of some files of a folder that is not what a list says it is, in words; null: all are. */
export async function changedFile(folder: string, files: readonly FileDigest[]): Promise<string | null> {
  for (const { path, sha256 } of files) {
    const found = existsSync(join(folder, path)) ? await describeFile(folder, path) : null;
    if (found?.sha256 !== sha256) return `${path} is ${found ? 'changed' : 'missing'}: expected SHA-256 ${sha256}`;
  }
  return null;
}
