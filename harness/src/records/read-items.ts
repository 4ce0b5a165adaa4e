import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchmarkRecord, ItemOutcome } from '@paretoboard/contract/record.js';
import { readItemFile } from './item-outcomes.js';

/**
 * Per-item outcomes stored beside a record; null where it has none or the file is not here.
 * @param folder where the record lies
 * @throws ColumnFileError on a file that is not what the record calls it
 */
export async function readItemOutcomes(folder: string, record: BenchmarkRecord): Promise<ItemOutcome[] | null> {
  const { items } = record.files;
  if (!items || !existsSync(join(folder, items.path))) return null;
  return readItemFile(join(folder, items.path));
}
