import { access, constants, statfs } from 'node:fs/promises';
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
  /** Whether files can be kept now, in words. @throws what the disk or the bucket says */
  check(): Promise<{ ok: boolean; detail: string }>;
  readonly records: RecordFiles;
  readonly bundles: BundleFiles;
}

/** Injection token of the stores. */
export const storesToken = Symbol('stores');

/** A record with its outputs may take 256 MiB. */
const leastFreeBytes = 2 ** 30;

async function checkDisk(home: string): Promise<{ ok: boolean; detail: string }> {
  await access(home, constants.W_OK);
  const { bavail, bsize } = await statfs(home);
  return { ok: bavail * bsize >= leastFreeBytes, detail: `disk, ${((bavail * bsize) / 2 ** 30).toFixed(1)} GiB free` };
}

/** Below PARETOBOARD_HOME. */
export function diskStores(home: string): Stores {
  return {
    records: new DiskRecordFiles(home),
    bundles: new DiskBundleFiles(home),
    check: () => checkDisk(home),
  };
}

/** Where the settings say. */
export function storesOf({ bucket, home, cache }: Pick<Settings, 'bucket' | 'home' | 'cache'>): Stores {
  if (bucket === null) return diskStores(home);
  const objects = new ObjectStore(bucket);
  const folder = join(cache, 'objects');
  return {
    records: new BucketRecordFiles(objects, folder),
    bundles: new BucketBundleFiles(objects, folder, home),
    async check() {
      await objects.check();
      return { ok: true, detail: `bucket ${bucket.bucket}` };
    },
  };
}
