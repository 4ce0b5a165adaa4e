import { buffer } from 'node:stream/consumers';
import { ArchiveError, eachZipEntry } from './zip-entries.js';

/**
 * The files of a zip whose names are wanted, in memory, by name: for sets that are published as one small archive.
 * @param maximumBytes largest sum of unpacked sizes
 * @throws ArchiveError
 */
export async function readZip(
  archive: string,
  isWanted: (name: string) => boolean,
  maximumBytes = 2 ** 30,
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  let bytes = 0;
  await eachZipEntry(archive, async ({ entry, open }) => {
    if (!isWanted(entry.fileName)) return;
    bytes += entry.uncompressedSize;
    if (bytes > maximumBytes) throw new ArchiveError(archive, `unpacks to more than ${maximumBytes} bytes`);
    files.set(entry.fileName, await buffer(await open()));
  });
  return files;
}
