import { createHash } from 'node:crypto';
import { createReadStream, type Dirent, lstatSync, readdirSync, readFileSync } from 'node:fs';
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

function contentOf(folder: string, path: string): Uint8Array {
  try {
    return readFileSync(join(folder, path));
  } catch (error) {
    throw new FolderContentError(`${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
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

/** Content address of a folder: digest over the sorted list of (path, sha256, bytes). */
export function digestOfFolder(
  folder: string,
  skip?: (path: string) => boolean,
): { digest: string; bytes: number; files: string[] } {
  const files = filesBelow(folder, skip);
  let bytes = 0;
  const list = files.map((path) => {
    const absolute = join(folder, path);
    bytes += lstatSync(absolute).size;
    return [path, sha256(contentOf(folder, path))];
  });
  return { digest: digestOf(list), bytes, files };
}
