import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { copyFile, mkdir, open } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '@paretoboard/harness/records/write-atomically.js';
import { isAlive } from '@paretoboard/harness/sandbox/is-alive.js';
import { openDiskFile } from '../store/disk-file.js';
import type { StoredFile } from '../store/stored-file.js';
import { filesOf, type KeptRecord, RecordFiles } from './record-files.js';

/** Where a record's files lie below PARETOBOARD_HOME, by content address. */
export function recordFolder(home: string, digest: string): string {
  return join(home, 'records', digest.slice(0, 2), digest);
}

async function copyDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
  const file = await open(to, 'r');
  await file.sync().finally(() => file.close());
}

/** Drafts of publishers that died; a living one's is its own. */
function sweepDrafts(target: string): void {
  const drafts = readdirSync(dirname(target)).filter((name) => name.startsWith(`${basename(target)}.`));
  for (const name of drafts) {
    const pid = Number(name.split('.')[1]);
    if (pid === process.pid || !isAlive(pid)) rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

/** Files of records below PARETOBOARD_HOME: for processes of one machine, or with that folder on a shared disk. */
export class DiskRecordFiles extends RecordFiles {
  constructor(private readonly home: string) {
    super();
  }

  /** On the disk before it returns. Two publishers of one record keep it once. */
  async keep(record: KeptRecord, folder: string): Promise<void> {
    const target = recordFolder(this.home, record.digest);
    mkdirSync(dirname(target), { recursive: true });
    sweepDrafts(target);
    if (existsSync(target)) return;
    const draft = `${target}.${process.pid}.part`;
    mkdirSync(draft);
    try {
      // Together: the disk is waited for once, not for each.
      await Promise.all(filesOf(record).map((path) => copyDurably(join(folder, path), join(draft, path))));
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(target)) throw error;
    }
    syncFolder(dirname(target));
  }

  open(digest: string, path: string): Promise<StoredFile | null> {
    return openDiskFile(join(recordFolder(this.home, digest), path));
  }

  async folder(digest: string): Promise<string> {
    return recordFolder(this.home, digest);
  }
}
