import { describeFile, type FileDigest, filesBelow } from '@paretoboard/harness/records/digest.js';

/** Every file below a folder, by path. */
export async function describeFiles(folder: string): Promise<FileDigest[]> {
  const files: FileDigest[] = [];
  for (const path of filesBelow(folder)) files.push(await describeFile(folder, path));
  return files;
}
