import { createHash } from 'node:crypto';
import { closeSync, createReadStream, type Dirent, openSync, readdirSync, readSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { RecordFile } from '@paretoboard/contract/record.js';
import canonicalize from 'canonicalize';

/** RFC 8785 canonical JSON. @throws TypeError on a value that JSON cannot hold (NaN, infinity, undefined at the top) */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON');
  return text;
}

/** Lower-case hexadecimal SHA-256. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** SHA-256 of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** Streams a file. `path` in the result is relative to `folder`. */
export async function describeFile(folder: string, path: string): Promise<RecordFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(join(folder, path)) as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    bytes += chunk.byteLength;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}

/** Thrown for what has no place in an artefact or submission: links, sockets, devices. */
export class FolderContentError extends Error {
  override readonly name = 'FolderContentError';
}

/** A folder that its owner has made unreadable, or nested deeper than a path can be, is the owner's doing. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new FolderContentError(`a folder cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

/** A file is hashed piece by piece: it may be larger than the memory that is free. */
function hashFile(folder: string, path: string): FileDigest {
  const piece = Buffer.allocUnsafe(2 ** 20);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = openSync(join(folder, path), 'r');
    try {
      for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
        hash.update(piece.subarray(0, read));
        bytes += read;
      }
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw new FolderContentError(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
  return { path, sha256: hash.digest('hex'), bytes };
}

/**
 * Regular files below `folder`, as sorted relative paths.
 * @param skip files and whole folders that are left out, by relative path
 * @throws FolderContentError on a link, socket or device, or what cannot be read
 */
export function filesBelow(folder: string, skip: (path: string) => boolean = () => false): string[] {
  const found: string[] = [];
  const walk = (current: string): void => {
    for (const entry of entriesOf(current)) {
      const path = join(current, entry.name);
      const name = relative(folder, path);
      if (skip(name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) found.push(name);
      else throw new FolderContentError(`${name} is neither a file nor a folder`);
    }
  };
  walk(folder);
  return found.sort();
}

/** A file by its content. `path` is relative, with "/" between folders. */
export type FileDigest = Pick<RecordFile, 'path' | 'sha256' | 'bytes'>;

/** Content address of files, wherever they lie: digest over the list of (path, sha256), sorted by path. */
export function digestOfFiles(files: readonly Pick<FileDigest, 'path' | 'sha256'>[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return digestOf(sorted.map(({ path, sha256 }) => [path, sha256]));
}

/** Content address of a folder, as `digestOfFiles` of what lies in it. @throws FolderContentError */
export function digestOfFolder(
  folder: string,
  skip?: (path: string) => boolean,
): { digest: string; bytes: number; files: string[] } {
  const files = filesBelow(folder, skip).map((path) => hashFile(folder, path));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { digest: digestOfFiles(files), bytes, files: files.map(({ path }) => path) };
}
