import { existsSync } from 'node:fs';
import { cp, symlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataSetError } from '../task/data-set-error.js';
import type { DataSet } from './catalogue.js';
import { type LayoutCheck, placeDataSet } from './place-data-set.js';
import { writableDataRoot } from './store.js';

export interface AddOptions {
  /** A symbolic link to the copy instead of a second one. */
  readonly link?: boolean;
  readonly checkLayout?: LayoutCheck;
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Takes a local copy of a data set into the store.
 * @param path folder that holds the set's marker, in the official layout
 * @returns the set's folder in the store
 * @throws DataSetError if the copy is not in the layout or not complete; StoreError if the set is there already
 */
export async function addDataSet(set: DataSet, path: string, options: AddOptions = {}): Promise<string> {
  const source = resolve(path);
  if (!existsSync(join(source, set.marker)))
    throw new DataSetError(
      set.id,
      `a folder with ${set.marker}`,
      existsSync(source) ? `${source} without it` : `no ${source}`,
      'Give the folder that holds it.',
    );
  return placeDataSet(
    set,
    writableDataRoot(options.environment),
    (draft) =>
      options.link ? symlink(source, draft, 'dir') : cp(source, draft, { recursive: true, dereference: true }),
    options.checkLayout,
  );
}
