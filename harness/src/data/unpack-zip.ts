import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Entry } from 'yauzl';
import { ArchiveError, eachZipEntry } from './zip-entries.js';

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

/** Where an entry may go. @throws ArchiveError on a way out of the folder, a link, or an encrypted entry */
function targetOf(archive: string, entry: Entry, folder: string): string {
  const target = resolve(folder, entry.fileName);
  if (!target.startsWith(folder + sep) && target !== folder)
    throw new ArchiveError(archive, `entry "${entry.fileName}" leads out of the folder`);
  if (((entry.externalFileAttributes >>> 16) & fileTypeMask) === symbolicLink)
    throw new ArchiveError(archive, `entry "${entry.fileName}" is a link`);
  if (entry.isEncrypted()) throw new ArchiveError(archive, `entry "${entry.fileName}" is encrypted`);
  return target;
}

/**
 * Unpacks a zip below a folder, entry by entry, as a stream.
 * @param maximumBytes largest sum of unpacked sizes
 * @returns files written
 * @throws ArchiveError
 */
export async function unpackZip(archive: string, folder: string, maximumBytes = 64 * 2 ** 30): Promise<number> {
  const root = resolve(folder);
  let files = 0;
  let bytes = 0;
  await eachZipEntry(archive, async ({ entry, open }) => {
    const target = targetOf(archive, entry, root);
    if (entry.fileName.endsWith('/')) {
      await mkdir(target, { recursive: true });
      return;
    }
    bytes += entry.uncompressedSize;
    if (bytes > maximumBytes) throw new ArchiveError(archive, `unpacks to more than ${maximumBytes} bytes`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await open(), createWriteStream(target));
    files += 1;
  });
  return files;
}
