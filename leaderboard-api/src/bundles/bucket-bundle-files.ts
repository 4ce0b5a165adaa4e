import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '@paretoboard/harness/records/digest.js';
import { packFiles } from '@paretoboard/harness/submission/pack-bundle.js';
import { checkBundle } from '@paretoboard/harness/submission/unpack-bundle.js';
import type { ObjectStore } from '../store/object-store.js';
import type { StoredFile } from '../store/stored-file.js';
import { BundleFiles } from './bundle-files.js';
import { draftFolder } from './staging.js';

function keyOf(digest: string): string {
  return `bundles/${digest.slice(0, 2)}/${digest}.tar.gz`;
}

/** An archive of the store does not hold what its name says. */
export class BundleDamagedError extends Error {
  override readonly name = 'BundleDamagedError';
}

/** Bundles in a bucket, each as one archive: for API and workers on several machines. What is run is unpacked into a cache. */
export class BucketBundleFiles extends BundleFiles {
  constructor(
    private readonly objects: ObjectStore,
    /** A folder that may be emptied at any time. */
    private readonly cache: string,
    private readonly home: string,
  ) {
    super();
  }

  async keep(digest: string, folder: string): Promise<void> {
    if ((await this.objects.size(keyOf(digest))) !== null) return;
    const draft = await draftFolder(this.home);
    try {
      const archive = join(draft, 'archive');
      await packFiles(folder, filesBelow(folder), createWriteStream(archive));
      await this.objects.put(keyOf(digest), archive);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }

  archive(digest: string): Promise<StoredFile | null> {
    return this.objects.open(keyOf(digest));
  }

  /** From the bucket and this machine; what other machines unpacked lies in their caches until they are emptied. */
  async remove(digest: string): Promise<void> {
    await this.objects.remove(keyOf(digest));
    await rm(join(this.cache, 'bundles', digest.slice(0, 2), digest), { recursive: true, force: true });
  }

  /** @throws BundleDamagedError, BundleError */
  async folder(digest: string): Promise<string | null> {
    const folder = join(this.cache, 'bundles', digest.slice(0, 2), digest);
    if (existsSync(folder)) return folder;
    await mkdir(dirname(folder), { recursive: true, mode: 0o700 });
    const draft = await mkdtemp(join(dirname(folder), '.part-'));
    try {
      const archive = join(draft, 'bundle.tar.gz');
      if (!(await this.objects.fetch(keyOf(digest), archive))) return null;
      const bundle = await checkBundle(archive);
      if (bundle.digest !== digest)
        throw new BundleDamagedError(`the archive of bundle ${digest} holds ${bundle.digest}`);
      await bundle.unpackTo(folder).catch((error: unknown) => {
        // Another process was first.
        if (!existsSync(folder)) throw error;
      });
      return folder;
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
}
