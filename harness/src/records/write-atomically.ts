import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
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

function writeDraft(draft: string, content: string | Uint8Array, mode: number): void {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const file = openSync(draft, 'w', mode);
  try {
    // A full disk may take a part first, and only then refuse.
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Replaces a file: whoever reads it, at any moment and after any crash, finds all of the old or all of the new bytes. Draft, fsync, rename,
 * fsync of the folder. A draft that a crash leaves (`<path>.<pid>.part`) is never read.
 * @throws the system's error (ENOSPC, EFBIG, EIO); the old file then stands, and no draft stays
 */
export function writeAtomically(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeDraft(draft, content, mode);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(path));
}

/** Makes a file whole or not at all. Where another process was first, its file stays. */
export function writeExclusively(path: string, content: string | Uint8Array, mode = 0o644): void {
  const draft = `${path}.${process.pid}.part`;
  try {
    writeDraft(draft, content, mode);
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  syncFolder(dirname(path));
}
