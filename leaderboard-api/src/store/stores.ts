import { join } from 'node:path';
import { BucketBundleFiles } from '../bundles/bucket-bundle-files.js';
import type { BundleFiles } from '../bundles/bundle-files.js';
import { DiskBundleFiles } from '../bundles/disk-bundle-files.js';
import { BucketRecordFiles } from '../records/bucket-record-files.js';
import { DiskRecordFiles } from '../records/disk-record-files.js';
import type { RecordFiles } from '../records/record-files.js';
import type { Settings } from '../settings.js';
import { ObjectStore } from './object-store.js';

/** Where the files of records and submissions are kept. */
export interface Stores {
  readonly records: RecordFiles;
  readonly bundles: BundleFiles;
}

/** Below PARETOBOARD_HOME. */
export function diskStores(home: string): Stores {
  return { records: new DiskRecordFiles(home), bundles: new DiskBundleFiles(home) };
}

/** Where the settings say. */
export function storesOf({ bucket, home, cache }: Pick<Settings, 'bucket' | 'home' | 'cache'>): Stores {
  if (bucket === null) return diskStores(home);
  const objects = new ObjectStore(bucket);
  const folder = join(cache, 'objects');
  return { records: new BucketRecordFiles(objects, folder), bundles: new BucketBundleFiles(objects, folder, home) };
}
