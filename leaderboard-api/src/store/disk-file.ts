import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { StoredFile } from './stored-file.js';

/** Opens a file of the disk; null where there is none. */
export async function openDiskFile(path: string): Promise<StoredFile | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  return found?.isFile() ? { bytes: found.size, body: createReadStream(path) } : null;
}
