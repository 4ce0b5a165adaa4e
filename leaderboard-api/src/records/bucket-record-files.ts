import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { ObjectStore } from '../store/object-store.js';
import type { StoredFile } from '../store/stored-file.js';
import { filesOf, type KeptRecord, RecordFiles } from './record-files.js';

function keyOf(digest: string, path: string): string {
  return `records/${digest.slice(0, 2)}/${digest}/${path}`;
}

/** Files of records in a bucket: for API and workers on several machines. What is read as files is kept in a cache. */
export class BucketRecordFiles extends RecordFiles {
  constructor(
    private readonly objects: ObjectStore,
    /** A folder that may be emptied at any time. */
    private readonly cache: string,
  ) {
    super();
  }

  /** The record itself goes last: where it is, all of its files are. */
  async keep(record: KeptRecord, folder: string): Promise<void> {
    if ((await this.objects.size(keyOf(record.digest, recordFileName))) !== null) return;
    for (const path of filesOf(record)) await this.objects.put(keyOf(record.digest, path), join(folder, path));
  }

  open(digest: string, path: string): Promise<StoredFile | null> {
    return this.objects.open(keyOf(digest, path));
  }

  async folder(digest: string, paths: readonly string[]): Promise<string> {
    const folder = join(this.cache, 'records', digest.slice(0, 2), digest);
    for (const path of paths) {
      const file = join(folder, path);
      if (!existsSync(file)) await this.objects.fetch(keyOf(digest, path), file);
    }
    return folder;
  }
}
