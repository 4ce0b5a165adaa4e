import { existsSync, readdirSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/** @throws UsageError if something lies there already */
export function requireEmpty(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`expected an empty or a new folder, found files in ${folder}. Name another one.`);
}
