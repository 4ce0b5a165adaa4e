import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
} from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { Transform, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type BundleLimits, bundleLimits } from '@paretoboard/contract/submission.js';
import type { SubmissionManifest } from '@paretoboard/contract/submission-manifest.js';
import { type Pack, pack } from 'tar-stream';
import { digestOfFiles, type FileDigest, FolderContentError, filesBelow } from '../records/digest.js';
import { BundleError } from './archive/bundle-error.js';
import { BundlePaths } from './archive/bundle-paths.js';
import { bundledFiles } from './bundle.js';
import { leftOut, readManifest } from './read-submission.js';
import { isStartable, startableHeadBytes } from './startable.js';

/** Weights hardly compress at any level (float32: 7.6 % at level 3, 7.7 % at 6), and level 3 takes half the time of 6. */
const compressionLevel = 3;

export interface PackedBundle {
  /** Content address of the bundle, as the server finds it. */
  readonly digest: string;
  /** Relative paths, sorted. */
  readonly files: readonly string[];
  /** Sum of the files' sizes. */
  readonly bytes: number;
  readonly packedBytes: number;
}

export interface PackOptions {
  readonly limits?: BundleLimits;
  /** After each piece: bytes read so far, and of how many. */
  onProgress?(bytes: number, total: number): void;
}

/** The package.json of every folder around a file decides how a bundler reads it. */
function packageFiles(root: string, file: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(file); folder.startsWith(root); folder = dirname(folder)) {
    const path = join(folder, 'package.json');
    if (existsSync(path)) found.push(path);
    if (folder === root) break;
  }
  return found;
}

/** Of installed packages, what the bundle is made of: there is no install step on the other side. */
async function installedFiles(root: string, manifest: SubmissionManifest): Promise<string[]> {
  const used = await bundledFiles(join(root, manifest.entry ?? ''), root);
  const installed = used.filter((path) => relative(root, path).split('/').includes('node_modules'));
  return installed.flatMap((path) => [path, ...packageFiles(root, path)]).map((path) => relative(root, path));
}

/** History is nobody's business, and may hold what was taken out for a reason; where a manifest names it, it is meant. */
function isHistory(path: string, { artefact, command = [] }: SubmissionManifest): boolean {
  const isNamed = [artefact ?? '', ...command].some((part) => part.split('/').includes('.git'));
  return path === '.git' && !isNamed;
}

/**
 * Files that go into the bundle of a submission's folder, as sorted relative paths.
 * @throws SubmissionFailure manifest-invalid; FolderContentError for a link or a device
 */
export async function bundleFiles(folder: string): Promise<string[]> {
  const root = realpathSync(resolve(folder));
  const manifest = readManifest(root);
  const skip = leftOut(manifest);
  const written = filesBelow(root, skip ?? ((path) => isHistory(path, manifest)));
  const installed = skip === undefined ? [] : await installedFiles(root, manifest);
  return [...new Set([...written, ...installed])].sort();
}

function headOf(path: string): Uint8Array {
  const start = Buffer.alloc(startableHeadBytes);
  const file = openSync(path, 'r');
  try {
    readSync(file, start);
  } finally {
    closeSync(file);
  }
  return start;
}

async function addFile(tar: Pack, root: string, path: string, onBytes: (bytes: number) => void): Promise<FileDigest> {
  const absolute = join(root, path);
  const mode = isStartable(headOf(absolute)) ? 0o755 : 0o644;
  const bytes = lstatSync(absolute).size;
  // Nothing of this machine or this day: the same files give the same archive.
  const header = { name: path, size: bytes, mode, mtime: new Date(0), uid: 0, gid: 0, type: 'file' } as const;
  const hash = createHash('sha256');
  const watch = new Transform({
    transform(chunk: Uint8Array, _, done) {
      hash.update(chunk);
      onBytes(chunk.length);
      done(null, chunk);
    },
  });
  await pipeline(createReadStream(absolute), watch, tar.entry(header));
  return { path, sha256: hash.digest('hex'), bytes };
}

/** Node writes the operating system into the tenth byte of a gzip stream; 255 is "unknown" (RFC 1952). */
function withoutSystem(): Transform {
  let isFirst = true;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      if (isFirst && chunk.length > 9) chunk[9] = 255;
      isFirst = false;
      done(null, chunk);
    },
  });
}

async function addFiles(
  tar: Pack,
  root: string,
  files: readonly string[],
  onBytes: (sum: number) => void,
): Promise<FileDigest[]> {
  const added: FileDigest[] = [];
  let sum = 0;
  const count = (bytes: number): void => {
    sum += bytes;
    onBytes(sum);
  };
  try {
    for (const path of files) added.push(await addFile(tar, root, path, count));
    tar.finalize();
    return added;
  } catch (error) {
    tar.destroy(error as Error);
    throw error;
  }
}

/**
 * Writes files as a .tar.gz: sorted as given, without times, owners and modes other than 644 and 755. The same files give the same bytes.
 * @param onBytes told how many have been read so far, after each piece
 */
export async function packFiles(
  root: string,
  files: readonly string[],
  destination: Writable,
  onBytes: (sum: number) => void = () => undefined,
): Promise<FileDigest[]> {
  const tar = pack();
  const written = pipeline(tar, createGzip({ level: compressionLevel }), withoutSystem(), destination);
  const [found] = await Promise.all([addFiles(tar, root, files, onBytes), written]);
  return found;
}

function checkBeforehand(root: string, files: readonly string[], limits: BundleLimits): number {
  const paths = new BundlePaths(limits);
  for (const path of files) paths.add(path, 'file');
  if (files.length > limits.files)
    throw new BundleError('too-many-files', `${files.length} files; the limit is ${limits.files}`);
  const bytes = files.reduce((sum, path) => sum + lstatSync(join(root, path)).size, 0);
  if (bytes > limits.unpackedBytes) {
    throw new BundleError('too-large-unpacked', `the folder has ${bytes} bytes; the limit is ${limits.unpackedBytes}`);
  }
  return bytes;
}

/**
 * What would be packed, looked at as the packing does, without an archive.
 * @throws as {@link packBundle}, but for the size of the archive
 */
export async function bundleContent(folder: string): Promise<{ files: readonly string[]; bytes: number }> {
  const root = realpathSync(resolve(folder));
  const files = await bundleFiles(root);
  return { files, bytes: checkBeforehand(root, files, bundleLimits) };
}

/**
 * Packs a submission's folder into a .tar.gz: sorted, without times, owners and modes other than 644 and 755. Where the code is bundled, installed
 * packages and history stay behind, but for the files that the bundle uses.
 * @param archive path of the file to write; must not lie in `folder`
 * @throws SubmissionFailure manifest-invalid; FolderContentError for a link or a device; BundleError beyond a limit
 */
export async function packBundle(folder: string, archive: string, options: PackOptions = {}): Promise<PackedBundle> {
  const { limits = bundleLimits, onProgress } = options;
  const root = realpathSync(resolve(folder));
  if (resolve(archive).startsWith(`${root}/`))
    throw new FolderContentError(`${archive} lies in the folder that is packed`);
  const files = await bundleFiles(root);
  const total = checkBeforehand(root, files, limits);
  const found = await packFiles(root, files, createWriteStream(archive), (bytes) => onProgress?.(bytes, total));
  const packedBytes = (await stat(archive)).size;
  if (packedBytes > limits.packedBytes) {
    throw new BundleError(
      'too-large-packed',
      `the bundle has ${packedBytes} bytes; the limit is ${limits.packedBytes}`,
    );
  }
  return { digest: digestOfFiles(found), files, bytes: total, packedBytes };
}
