import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, dataFolder } from '../places.js';
import { dataSet } from './catalogue.js';

/** What `data add` and `data fetch` write where `PARETOBOARD_DATA` is not set or not writable. */
function ownRoot(environment: NodeJS.ProcessEnv): string {
  return join(cacheFolder(environment), 'data');
}

/** Where data sets are looked for, first match wins: `PARETOBOARD_DATA`, then what `data add` and `data fetch` put below the cache. */
export function dataRoots(environment = process.env): string[] {
  const chosen = dataFolder(environment);
  return [...(chosen ? [chosen] : []), ownRoot(environment)];
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where `data add` and `data fetch` write: `PARETOBOARD_DATA` if it is a writable folder, else below the cache. */
export function writableDataRoot(environment = process.env): string {
  const chosen = dataFolder(environment);
  return chosen && isWritable(chosen) ? chosen : ownRoot(environment);
}

/** The folder of a data set, or null: it is not here. */
export function locateDataSet(id: string, environment = process.env): string | null {
  const known = dataSet(id);
  if (!known) return null;
  const found = dataRoots(environment).find((root) => existsSync(join(root, known.folder, known.marker)));
  return found ? join(found, known.folder) : null;
}
