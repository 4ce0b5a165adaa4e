import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import { UsageError } from './usage-error.js';

/** `record.json` itself, or in the folder that is named. @throws UsageError if there is none */
export function recordPath(path: string): string {
  const full = resolve(path);
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, recordFileName) : full;
  if (existsSync(file)) return file;
  throw new UsageError(`expected a record or the folder of one; found no ${file}`);
}

/** @throws UsageError if what is there is no record */
export function readRecordFile(file: string): BenchmarkRecord {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is no record: run "npx paretoboard verify ${file}" to see why (${found.slice(0, 200)})`,
    );
  }
}
