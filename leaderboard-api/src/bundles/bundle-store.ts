import { createWriteStream, existsSync, statSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesBelow } from '@paretoboard/harness/records/digest.js';
import { syncFolder } from '@paretoboard/harness/records/write-atomically.js';
import { isAlive } from '@paretoboard/harness/sandbox/is-alive.js';
import { packFiles } from '@paretoboard/harness/submission/pack-bundle.js';
import type { CheckedBundle } from '@paretoboard/harness/submission/unpack-bundle.js';

/** Where the files of a submission lie, by content address. */
export function bundleFolder(home: string, digest: string): string {
  return join(home, 'bundles', digest.slice(0, 2), digest);
}

/** The store is its owner's alone: what is private on the server is private on its machine too. */
async function stagingFolder(home: string): Promise<string> {
  await mkdir(join(home, 'bundles'), { recursive: true, mode: 0o700 });
  const staging = join(home, 'bundles', 'staging');
  await mkdir(staging, { recursive: true });
  return staging;
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

/** A bundle unpacked beside the store, not yet of it: to be looked at, then kept or dropped. */
export interface StagedBundle {
  readonly folder: string;
  /** Into the store, read-only; where the same files are there already, they stay. */
  keep(): Promise<void>;
  drop(): Promise<void>;
}

/** Unpacks a checked bundle into a folder of its own. */
export async function stageBundle(home: string, bundle: CheckedBundle): Promise<StagedBundle> {
  const staging = await stagingFolder(home);
  const draft = await mkdtemp(join(staging, `${process.pid}-`));
  const folder = join(draft, 'bundle');
  const drop = (): Promise<void> => rm(draft, { recursive: true, force: true });
  try {
    await bundle.unpackTo(folder);
  } catch (error) {
    await drop();
    throw error;
  }
  const keep = async (): Promise<void> => {
    const target = bundleFolder(home, bundle.digest);
    if (!existsSync(target)) {
      await makeReadOnly(folder);
      await place(folder, target);
    }
  };
  return { folder, keep, drop };
}

/** What processes left that died while they unpacked; a living one's is its own. */
export async function sweepStaging(home: string): Promise<void> {
  const staging = join(home, 'bundles', 'staging');
  const drafts = existsSync(staging) ? await readdir(staging) : [];
  for (const name of drafts) {
    const pid = Number(name.split('-')[0]);
    if (pid === process.pid || !isAlive(pid)) await rm(join(staging, name), { recursive: true, force: true });
  }
}

/** A bundle as .tar.gz: packed when it is first asked for, and kept. @returns its path */
export async function bundleArchive(home: string, digest: string): Promise<string> {
  const folder = bundleFolder(home, digest);
  const archive = `${folder}.tar.gz`;
  if (existsSync(archive)) return archive;
  const draft = await mkdtemp(join(await stagingFolder(home), `${process.pid}-`));
  try {
    await packFiles(folder, filesBelow(folder), createWriteStream(join(draft, 'archive')));
    await place(join(draft, 'archive'), archive);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return archive;
}
