import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Waits until the names in a folder are on the disk: a rename alone may be lost with the power. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/**
 * Replaces a file: whoever reads it, at any moment and after any crash, finds all of the old or all of the new bytes. Draft, fsync, rename,
 * fsync of the folder. A draft that a crash leaves (`<path>.<pid>.part`) is never read.
 * @throws the system's error (ENOSPC, EFBIG, EIO); the old file then stands, and no draft stays
 */
export function writeAtomically(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.part`;
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  try {
    const file = openSync(draft, 'w', mode);
    try {
      for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}
