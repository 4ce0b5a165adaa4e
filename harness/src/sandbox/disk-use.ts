import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** So many entries are counted; more are as bad as too many bytes, for a walk over them would never end. */
const mostEntries = 20_000;

/**
 * Bytes in all files below some folders, by their size: a sparse file counts in full, since everything that reads it would. Links are not followed.
 * @param enough counting stops beyond this
 * @returns infinity for more than 20,000 entries
 */
export function diskUse(folders: readonly string[], enough: number): number {
  let bytes = 0;
  let entries = 0;
  const open = [...folders];
  while (open.length > 0 && bytes <= enough) {
    const folder = open.pop()!;
    let names: string[] = [];
    try {
      names = readdirSync(folder);
    } catch {
      // Gone, or made unreadable: what cannot be read later is refused then.
    }
    entries += names.length;
    if (entries > mostEntries) return Number.POSITIVE_INFINITY;
    for (const name of names) {
      const path = join(folder, name);
      try {
        const found = lstatSync(path);
        if (found.isDirectory()) open.push(path);
        else bytes += found.size;
      } catch {
        // Removed while we looked.
      }
    }
  }
  return bytes;
}
