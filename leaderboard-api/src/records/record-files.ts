import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { publicKeyFileName, recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { StoredFile } from '../store/stored-file.js';

/** What is looked at of a record to keep its files: a record of an earlier release has this too. */
export type KeptRecord = Pick<BenchmarkRecord, 'digest' | 'files'>;

/** Where the files of published records are kept, by the record's digest. */
export abstract class RecordFiles {
  /** Keeps all files of a record or none, durably. What is there already stays. @param folder where the record was written */
  abstract keep(record: KeptRecord, folder: string): Promise<void>;

  /** One file, to be sent; null where the store has none. */
  abstract open(digest: string, path: string): Promise<StoredFile | null>;

  /** A folder of this machine that has those of `paths` that the store has; to be read only. */
  abstract folder(digest: string, paths: readonly string[]): Promise<string>;
}

/** Relative paths of everything that belongs to a record, the record itself last. */
export function filesOf(record: Pick<KeptRecord, 'files'>): string[] {
  const listed = Object.values(record.files).flatMap((file) => (file ? [file.path] : []));
  return [publicKeyFileName, ...listed, recordFileName];
}
