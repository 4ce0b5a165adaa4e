import { join } from 'node:path';
import type { DataSet } from './catalogue.js';
import { checksumFileName, hashFile, readChecksumList } from './checksum-list.js';
import { missingFiles } from './completeness.js';
import { listFiles } from './list-files.js';

export interface DataSetVerification {
  readonly ok: boolean;
  /** Files that were hashed; 0 where the folder has no checksum list. */
  readonly checked: number;
  /** Whether content could be compared at all. */
  readonly hasChecksums: boolean;
  readonly missing: readonly string[];
  readonly changed: readonly string[];
  /** Files that no list names; they make no copy wrong. */
  readonly extra: readonly string[];
  /** Broken rules of the catalogue. */
  readonly incomplete: readonly string[];
}

export interface VerifyOptions {
  onProgress?(done: number, total: number): void;
  readonly signal?: AbortSignal;
}

/** Files that describe a copy and are in no checksum list. */
const descriptions: ReadonlySet<string> = new Set([checksumFileName, 'PROVENANCE.md']);

/**
 * Hashes every file that `SHA256SUMS` in the folder lists, and compares the catalogue's counts.
 * Without that list only the counts are compared, and `hasChecksums` says so.
 */
export async function verifyDataSet(
  set: DataSet,
  folder: string,
  options: VerifyOptions = {},
): Promise<DataSetVerification> {
  const files = await listFiles(folder);
  const sums = readChecksumList(set.id, folder);
  const incomplete = missingFiles(set, files);
  if (!sums)
    return {
      ok: incomplete.length === 0,
      checked: 0,
      hasChecksums: false,
      missing: [],
      changed: [],
      extra: [],
      incomplete,
    };
  const present = new Set(files.map(({ path }) => path));
  const missing = [...sums.keys()].filter((path) => !present.has(path));
  const extra = [...present].filter((path) => !sums.has(path) && !descriptions.has(path));
  const changed: string[] = [];
  let done = 0;
  for (const [path, digest] of sums) {
    options.signal?.throwIfAborted();
    if (present.has(path) && (await hashFile(join(folder, path))) !== digest) changed.push(path);
    options.onProgress?.(++done, sums.size);
  }
  return {
    ok: missing.length === 0 && changed.length === 0 && incomplete.length === 0,
    checked: sums.size - missing.length,
    hasChecksums: true,
    missing,
    changed,
    extra,
    incomplete,
  };
}
