import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { recordSchema } from '@paretoboard/contract/record.js';
import type { ComparedRecord } from '@paretoboard/harness/records/compare-records.js';
import { readItemOutcomes } from '@paretoboard/harness/records/read-items.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import { UsageError } from './usage-error.js';

/** @throws UsageError if there is no record at `path`, or what is there is none */
export async function readCompared(path: string): Promise<ComparedRecord> {
  const full = resolve(path);
  const file = existsSync(full) && statSync(full).isDirectory() ? join(full, recordFileName) : full;
  if (!existsSync(file)) throw new UsageError(`expected a record or the folder of one; found no ${file}`);
  try {
    const record = recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { record, items: await readItemOutcomes(dirname(file), record) };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `${file} is no record: run "npx paretoboard verify ${path}" to see why (${found.slice(0, 200)})`,
    );
  }
}
