import type { DataSet } from './catalogue.js';
import type { ListedFile } from './list-files.js';

/** One line for each rule of the catalogue that a copy breaks; empty: complete. */
export function missingFiles(set: Pick<DataSet, 'expected'>, files: readonly ListedFile[]): string[] {
  return set.expected.flatMap(({ under, suffix, files: expected }) => {
    const found = files.filter(({ path }) => path.startsWith(`${under}/`) && path.endsWith(suffix)).length;
    return found === expected ? [] : [`expected ${expected} files *${suffix} below ${under}, found ${found}`];
  });
}
