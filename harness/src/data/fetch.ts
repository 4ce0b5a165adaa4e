import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../places.js';
import type { Archive, DataSet } from './catalogue.js';
import { writeChecksumList } from './checksum-list.js';
import { type DownloadOptions, download } from './download.js';
import { type LayoutCheck, placeDataSet, refuseIfPresent } from './place-data-set.js';
import { writableDataRoot } from './store.js';
import { StoreError } from './store-error.js';
import { unpackZip } from './unpack-zip.js';

export interface FetchOptions extends Omit<DownloadOptions, 'onProgress'> {
  /** Take archives for which nobody prints a checksum. */
  readonly acceptUnverified?: boolean;
  onProgress?(archive: Archive, doneBytes: number, totalBytes: number | null): void;
  readonly checkLayout?: LayoutCheck;
  readonly environment?: NodeJS.ProcessEnv;
}

/** @throws StoreError */
function refuseUnlessFetchable(set: DataSet, options: FetchOptions): void {
  const add = `Get a copy yourself and run: npx paretoboard data add ${set.id} <path>`;
  if (set.access !== 'open' || set.archives.length === 0)
    throw new StoreError(
      'no-download',
      `data set ${set.id} (access: ${set.access}) has no open official download`,
      add,
    );
  const unverified = set.archives.filter((archive) => archive.sha256 === null && archive.md5 === null);
  if (unverified.length > 0 && !options.acceptUnverified)
    throw new StoreError(
      'unverified',
      `no checksum is published for ${unverified.map(({ fileName }) => fileName).join(', ')}`,
      'Add --accept-unverified to take what the server sends; the layout and the number of files are checked all the same.',
    );
}

/**
 * Downloads, checks and unpacks a data set, and writes its `SHA256SUMS`. Archives that came whole are kept below the cache until the
 * set stands, so that a failed call can be repeated cheaply.
 * @returns the set's folder
 * @throws StoreError, DownloadError, ArchiveError, DataSetError
 */
export async function fetchDataSet(set: DataSet, options: FetchOptions = {}): Promise<string> {
  const { onProgress, environment = process.env, checkLayout, acceptUnverified: _accepted, ...transfer } = options;
  const root = writableDataRoot(environment);
  refuseIfPresent(set, root);
  refuseUnlessFetchable(set, options);
  const downloads = join(cacheFolder(environment), 'downloads', set.id);
  for (const archive of set.archives) {
    await download(
      { ...archive, target: join(downloads, archive.fileName) },
      { ...transfer, onProgress: (done, total) => onProgress?.(archive, done, total) },
    );
  }
  const fill = async (draft: string): Promise<void> => {
    for (const archive of set.archives) {
      const into = join(draft, archive.unpackTo);
      await mkdir(into, { recursive: true });
      await unpackZip(join(downloads, archive.fileName), into);
    }
    await writeChecksumList(draft);
  };
  const folder = await placeDataSet(set, root, fill, checkLayout);
  await rm(downloads, { recursive: true, force: true });
  return folder;
}
