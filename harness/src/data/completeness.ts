import type { DataSet } from './catalogue.js';
import type { ListedFile } from './list-files.js';

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}

/** One line for each rule of the catalogue that a copy breaks; empty: complete. */
export function missingFiles(set: Pick<DataSet, 'expected'>, files: readonly ListedFile[]): string[] {
  return set.expected.flatMap(({ under, suffix, files: expected }) => {
    const found = files.filter(({ path }) => isBelow(path, under) && path.endsWith(suffix)).length;
    return found === expected
      ? []
      : [`expected ${expected} files *${suffix} below ${under || 'its folder'}, found ${found}`];
  });
}
