import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type BundleLimits, bundleLimits } from '@paretoboard/contract/submission.js';
import { digestOfFiles, type FileDigest } from '../records/digest.js';
import type { ArchiveEntry } from './archive/archive-entry.js';
import { BundleError } from './archive/bundle-error.js';
import { BundlePaths } from './archive/bundle-paths.js';
import { gunzipped } from './archive/inflate.js';
import { readTar } from './archive/read-tar.js';
import { isZip, readZip } from './archive/read-zip.js';
import { SizeGuard } from './archive/size-guard.js';
import { blockBytes, isTarHeader, isZero } from './archive/tar-header.js';
import { isStartable, startableHeadBytes } from './startable.js';

/** What macOS puts beside the files of a zip. */
const resourceForks = '__MACOSX/';

/** A bundle that was read to its end and may be unpacked. */
export interface CheckedBundle {
  /** `digestOfFolder` of what it unpacks to. */
  readonly digest: string;
  readonly bytes: number;
  readonly files: readonly FileDigest[];
  /**
   * Writes the files into a folder that must not exist yet, and appears whole or not at all. They get the modes 644, and 755 where they can be started;
   * no links, owners or times.
   */
  unpackTo(folder: string): Promise<void>;
}

/** A file of an archive, by the path that it will have. */
type VisitFile = (path: string, body: AsyncIterable<Uint8Array>) => Promise<void>;

async function head(archive: string): Promise<{ start: Uint8Array; bytes: number }> {
  const file = await open(archive);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(blockBytes), 0, blockBytes, 0);
    return { start: buffer.subarray(0, bytesRead), bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

async function* counted(entries: AsyncIterable<ArchiveEntry>, guard: SizeGuard): AsyncGenerator<ArchiveEntry> {
  for await (const entry of entries) {
    guard.addEntry();
    yield entry;
  }
}

async function entriesOf(archive: string, limits: BundleLimits): Promise<AsyncGenerator<ArchiveEntry>> {
  const { start, bytes } = await head(archive);
  const guard = new SizeGuard(bytes, limits);
  if (isZip(start)) return readZip(archive, guard);
  const isGzip = start[0] === 0x1f && start[1] === 0x8b;
  if (isGzip) return counted(readTar(guard.count(gunzipped(createReadStream(archive), bytes))), guard);
  const isTar = isTarHeader(start) || (start.length === blockBytes && isZero(start));
  if (isTar) return counted(readTar(guard.count(createReadStream(archive))), guard);
  throw new BundleError('unknown-format', `${basename(archive)} is no .tar.gz, .tar or .zip`);
}

/** Visits every file by its path in the archive, all checks included. */
async function eachFile(archive: string, limits: BundleLimits, visit: VisitFile): Promise<void> {
  const paths = new BundlePaths(limits);
  for await (const { path, type, body } of await entriesOf(archive, limits)) {
    const checked = paths.add(path, type);
    if (type === 'file' && checked !== null) await visit(checked, body);
  }
}

/** An archive of a folder has all files below that folder's name, which is no part of the submission. */
function outerFolder(paths: readonly string[]): string {
  const first = paths[0]!;
  const outer = first.slice(0, first.indexOf('/') + 1);
  return paths.every((path) => path.startsWith(outer)) ? outer : '';
}

async function describe(path: string, body: AsyncIterable<Uint8Array>): Promise<FileDigest> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of body) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}

/**
 * Reads an archive to its end, in small pieces, and writes nothing: .tar.gz, .tar or .zip, known by content.
 * @throws BundleError for the first thing that is wrong with it
 */
export async function checkBundle(archive: string, limits: BundleLimits = bundleLimits): Promise<CheckedBundle> {
  const found: FileDigest[] = [];
  await eachFile(archive, limits, async (path, body) => {
    found.push(await describe(path, body));
  });
  const files = found.filter(({ path }) => !path.startsWith(resourceForks));
  if (files.length === 0) throw new BundleError('empty', `${basename(archive)} holds no file`);
  const outer = outerFolder(files.map(({ path }) => path));
  const targets = new Map(files.map(({ path }) => [path, path.slice(outer.length)]));
  const moved = files.map((file) => ({ ...file, path: file.path.slice(outer.length) }));
  return {
    digest: digestOfFiles(moved),
    bytes: moved.reduce((sum, file) => sum + file.bytes, 0),
    files: moved,
    unpackTo: (folder) => unpack(archive, folder, targets, limits),
  };
}

async function writeFile(path: string, body: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // "wx": nothing that is there, a link least of all, is written through.
  const file = await open(path, 'wx', 0o644);
  try {
    const start = Buffer.alloc(startableHeadBytes);
    let bytes = 0;
    for await (const chunk of body) {
      if (bytes < start.length) start.set(chunk.subarray(0, start.length - bytes), bytes);
      bytes += chunk.length;
      await file.writeFile(chunk);
    }
    if (isStartable(start)) await file.chmod(0o755);
  } finally {
    await file.close();
  }
}

/** @param targets path in the archive → path below the folder */
async function unpack(
  archive: string,
  folder: string,
  targets: ReadonlyMap<string, string>,
  limits: BundleLimits,
): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const draft = await mkdtemp(`${folder}.part-`);
  try {
    await eachFile(archive, limits, async (path, body) => {
      const target = targets.get(path);
      if (target !== undefined) await writeFile(join(draft, target), body);
    });
    await chmod(draft, 0o755);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Checks an archive and unpacks it into `folder`, which must not exist yet.
 * @throws BundleError; the system's error (ENOSPC, EEXIST …)
 */
export async function unpackBundle(
  archive: string,
  folder: string,
  limits: BundleLimits = bundleLimits,
): Promise<CheckedBundle> {
  const checked = await checkBundle(archive, limits);
  await checked.unpackTo(folder);
  return checked;
}
