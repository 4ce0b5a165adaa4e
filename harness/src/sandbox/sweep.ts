import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { controlGroupParents } from './control-group.js';
import { isAlive } from './is-alive.js';

export const wireFolderPrefix = 'paretoboard-wire-';
export const controlGroupPrefix = 'run-';

/** Entries `<prefix><pid>-…` of a folder whose process is gone. */
function abandoned(folder: string, prefix: string): string[] {
  const pattern = new RegExp(`^${prefix}(\\d+)-`);
  try {
    return readdirSync(folder)
      .filter((name) => {
        const pid = pattern.exec(name)?.[1];
        return pid !== undefined && !isAlive(Number(pid));
      })
      .map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Removes what measuring processes left that were killed together with their guardians: pipes, shared memory, empty control groups. */
export function sweepAbandoned(wireParent: string): void {
  for (const folder of abandoned(wireParent, wireFolderPrefix)) rmSync(folder, { recursive: true, force: true });
  for (const parent of controlGroupParents()) {
    for (const folder of abandoned(parent, controlGroupPrefix)) {
      try {
        rmdirSync(folder);
      } catch {
        // It still has processes, or another sweep was faster.
      }
    }
  }
}
