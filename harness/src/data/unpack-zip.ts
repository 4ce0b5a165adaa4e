import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** An archive that would write where it must not, or that cannot be read. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';

  constructor(
    readonly archive: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(`${archive}: ${message}`, options);
  }
}

const fileTypeMask = 0o170000;
const symbolicLink = 0o120000;

function openZip(path: string): Promise<ZipFile> {
  return new Promise((fulfil, reject) => {
    yauzl.open(path, { lazyEntries: true, strictFileNames: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(new ArchiveError(path, error.message, { cause: error })) : fulfil(zip),
    );
  });
}

function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  return new Promise((fulfil, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : fulfil(stream)));
  });
}

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
  const zip = await openZip(archive);
  let files = 0;
  let bytes = 0;
  const unpack = async (entry: Entry): Promise<void> => {
    const target = targetOf(archive, entry, root);
    if (entry.fileName.endsWith('/')) {
      await mkdir(target, { recursive: true });
      return;
    }
    bytes += entry.uncompressedSize;
    if (bytes > maximumBytes) throw new ArchiveError(archive, `unpacks to more than ${maximumBytes} bytes`);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await openEntry(zip, entry), createWriteStream(target));
    files += 1;
  };
  await new Promise<void>((fulfil, reject) => {
    zip.once('error', reject);
    zip.once('end', fulfil);
    zip.on('entry', (entry: Entry) => unpack(entry).then(() => zip.readEntry(), reject));
    zip.readEntry();
  })
    .catch((error: unknown) => {
      if (error instanceof ArchiveError) throw error;
      throw new ArchiveError(archive, error instanceof Error ? error.message : String(error), { cause: error });
    })
    .finally(() => zip.close());
  return files;
}
