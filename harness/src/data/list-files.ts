import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

export interface ListedFile {
  /** From the listed folder, with `/`. */
  readonly path: string;
  readonly bytes: number;
  /** Last change of the content, Unix time in milliseconds. */
  readonly modifiedMs: number;
}

/** Every file below a folder in order of path; links are followed. @throws if the folder cannot be read */
export async function listFiles(folder: string, prefix = ''): Promise<ListedFile[]> {
  const entries = (await readdir(folder)).sort();
  const found: ListedFile[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    const facts = await stat(path);
    if (facts.isDirectory()) found.push(...(await listFiles(path, `${prefix}${name}/`)));
    else if (facts.isFile()) found.push({ path: `${prefix}${name}`, bytes: facts.size, modifiedMs: facts.mtimeMs });
  }
  return found;
}
