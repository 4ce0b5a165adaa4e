import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, dataFolder } from '../places.js';
import { dataSet } from './catalogue.js';

/** Where data sets are looked for, first match wins: `PARETOBOARD_DATA`, then what `data add` and `data fetch` put below the cache. */
export function dataRoots(environment = process.env): string[] {
  const chosen = dataFolder(environment);
  return [...(chosen ? [chosen] : []), join(cacheFolder(environment), 'data')];
}

/** The folder of a data set, or null: it is not here. */
export function locateDataSet(id: string, environment = process.env): string | null {
  const known = dataSet(id);
  if (!known) return null;
  const found = dataRoots(environment).find((root) => existsSync(join(root, known.folder, known.marker)));
  return found ? join(found, known.folder) : null;
}
