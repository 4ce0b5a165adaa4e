import type { BenchmarkRecord, ItemOutcome } from '@paretoboard/contract/record.js';
import { readItemOutcomes } from '@paretoboard/harness/records/read-items.js';
import type { RecordFiles } from './record-files.js';

/**
 * Per-item outcomes of a published record; null where it has none or the store has no such file.
 * @throws ColumnFileError on a file that is not what the record calls it
 */
export async function storedItemOutcomes(files: RecordFiles, record: BenchmarkRecord): Promise<ItemOutcome[] | null> {
  const { items } = record.files;
  return items ? readItemOutcomes(await files.folder(record.digest, [items.path]), record) : null;
}
