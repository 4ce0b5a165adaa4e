import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { relativePathSchema } from '@paretoboard/contract/primitives.js';
import { DataSetError } from '../task/data-set-error.js';
import { listFiles } from './list-files.js';

/** The list beside the data, in the format of `sha256sum`. */
export const checksumFileName = 'SHA256SUMS';

/** Digest of a file, read as a stream; lower-case hexadecimal. */
export async function hashFile(path: string, algorithm: 'sha256' | 'md5' = 'sha256'): Promise<string> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/**
 * Reads `SHA256SUMS` of a data set's folder: digests by path.
 * @returns null where there is no such file
 * @throws DataSetError on a line that is no digest and relative path
 */
export function readChecksumList(id: string, folder: string): Map<string, string> | null {
  const file = join(folder, checksumFileName);
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8')
    .split(/\r?\n/)
    .filter((line) => line !== '');
  return new Map(
    lines.map((line) => {
      const [, digest, path] = /^([0-9a-f]{64}) [ *](.+)$/.exec(line) ?? [];
      if (digest && relativePathSchema.safeParse(path).success) return [path!, digest];
      throw new DataSetError(
        id,
        `lines "<64 hexadecimal digits>  <relative path>" in ${checksumFileName}`,
        line.slice(0, 120),
        `Take ${checksumFileName} from the source of the data again.`,
      );
    }),
  );
}

/** Writes `SHA256SUMS` for everything that is in a folder now. */
export async function writeChecksumList(folder: string): Promise<void> {
  const lines: string[] = [];
  for (const { path } of await listFiles(folder)) {
    if (path !== checksumFileName) lines.push(`${await hashFile(join(folder, path))}  ${path}\n`);
  }
  await writeFile(join(folder, checksumFileName), lines.join(''));
}
