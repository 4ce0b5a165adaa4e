import { basename } from 'node:path';
import type { FieldProblem } from '@paretoboard/contract/http.js';
import type { CheckedBundle } from '@paretoboard/harness/submission/unpack-bundle.js';

/** A bundler reads every package.json on its way whole, outside of the sandbox, with many times as much memory. */
const largestPackageBytes = 2 ** 20;

/** Each package.json that is larger than any honest one. */
export function packageProblems({ files }: Pick<CheckedBundle, 'files'>): FieldProblem[] {
  return files
    .filter(({ path, bytes }) => basename(path) === 'package.json' && bytes > largestPackageBytes)
    .map(({ path, bytes }) => ({
      path,
      message: `expected at most ${largestPackageBytes} bytes, found ${bytes}`,
      remedy: 'Keep data in files of their own.',
    }));
}
