import { createWriteStream, existsSync, statSync } from 'node:fs';
import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '@paretoboard/harness/records/digest.js';
import { syncFolder } from '@paretoboard/harness/records/write-atomically.js';
import { packFiles } from '@paretoboard/harness/submission/pack-bundle.js';
import { openDiskFile } from '../store/disk-file.js';
import type { StoredFile } from '../store/stored-file.js';
import { BundleFiles } from './bundle-files.js';
import { draftFolder } from './staging.js';

/** Where the files of a submission lie below PARETOBOARD_HOME, by content address. */
export function bundleFolder(home: string, digest: string): string {
  return join(home, 'bundles', digest.slice(0, 2), digest);
}

async function makeReadOnly(folder: string): Promise<void> {
  for (const path of filesBelow(folder)) {
    const file = join(folder, path);
    await chmod(file, statSync(file).mode & 0o555);
  }
}

/** A file or folder appears at `target` whole or not at all; one that another was first to put there stays. */
async function place(draft: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  try {
    await rename(draft, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  }
  syncFolder(dirname(target));
}

/** Bundles below PARETOBOARD_HOME, unpacked and read-only. */
export class DiskBundleFiles extends BundleFiles {
  constructor(private readonly home: string) {
    super();
  }

  async keep(digest: string, folder: string): Promise<void> {
    const target = bundleFolder(this.home, digest);
    if (existsSync(target)) return;
    await makeReadOnly(folder);
    await place(folder, target);
  }

  /** Packed when it is first asked for, and kept. */
  async archive(digest: string): Promise<StoredFile | null> {
    const folder = await this.folder(digest);
    if (folder === null) return null;
    const archive = `${folder}.tar.gz`;
    if (!existsSync(archive)) await this.pack(folder, archive);
    return openDiskFile(archive);
  }

  async folder(digest: string): Promise<string | null> {
    const folder = bundleFolder(this.home, digest);
    return existsSync(folder) ? folder : null;
  }

  async remove(digest: string): Promise<void> {
    const folder = bundleFolder(this.home, digest);
    await rm(`${folder}.tar.gz`, { force: true });
    await rm(folder, { recursive: true, force: true });
  }

  private async pack(folder: string, archive: string): Promise<void> {
    const draft = await draftFolder(this.home);
    try {
      await packFiles(folder, filesBelow(folder), createWriteStream(join(draft, 'archive')));
      await place(join(draft, 'archive'), archive);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
}
