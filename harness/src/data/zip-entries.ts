import type { Readable } from 'node:stream';
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

/** An entry of an archive, with its bytes on demand. */
export interface ZipEntry {
  readonly entry: Entry;
  open(): Promise<Readable>;
}

/**
 * Visits the entries of a zip one after the other, each when the visit before it is over.
 * @throws ArchiveError on an archive that cannot be read; what `visit` throws is wrapped unless it is one
 */
export async function eachZipEntry(archive: string, visit: (entry: ZipEntry) => Promise<void>): Promise<void> {
  const zip = await openZip(archive);
  await new Promise<void>((fulfil, reject) => {
    zip.once('error', reject);
    zip.once('end', fulfil);
    zip.on('entry', (entry: Entry) =>
      visit({ entry, open: () => openEntry(zip, entry) }).then(() => zip.readEntry(), reject),
    );
    zip.readEntry();
  })
    .catch((error: unknown) => {
      if (error instanceof ArchiveError) throw error;
      throw new ArchiveError(archive, error instanceof Error ? error.message : String(error), { cause: error });
    })
    .finally(() => zip.close());
}
