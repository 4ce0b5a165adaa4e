import type { BundleFiles } from '../bundles/bundle-files.js';
import { DiskBundleFiles } from '../bundles/disk-bundle-files.js';
import { DiskRecordFiles } from '../records/disk-record-files.js';
import type { RecordFiles } from '../records/record-files.js';

/** Where the files of records and submissions are kept. */
export interface Stores {
  readonly records: RecordFiles;
  readonly bundles: BundleFiles;
}

/** Below PARETOBOARD_HOME. */
export function diskStores(home: string): Stores {
  return { records: new DiskRecordFiles(home), bundles: new DiskBundleFiles(home) };
}
