import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '@paretoboard/harness/sandbox/is-alive.js';
import type { CheckedBundle } from '@paretoboard/harness/submission/unpack-bundle.js';

/** The store is its owner's alone: what is private on the server is private on its machine too. */
async function stagingFolder(home: string): Promise<string> {
  await mkdir(join(home, 'bundles'), { recursive: true, mode: 0o700 });
  const staging = join(home, 'bundles', 'staging');
  await mkdir(staging, { recursive: true });
  return staging;
}

/** A folder of this process alone, on the disk of the store. */
export async function draftFolder(home: string): Promise<string> {
  return mkdtemp(join(await stagingFolder(home), `${process.pid}-`));
}

/** A bundle unpacked beside the store, not yet of it: to be looked at, then kept or dropped. */
export interface StagedBundle {
  readonly folder: string;
  drop(): Promise<void>;
}

/** Unpacks a checked bundle into a folder of its own. */
export async function stageBundle(home: string, bundle: CheckedBundle): Promise<StagedBundle> {
  const draft = await draftFolder(home);
  const folder = join(draft, 'bundle');
  const drop = (): Promise<void> => rm(draft, { recursive: true, force: true });
  try {
    await bundle.unpackTo(folder);
  } catch (error) {
    await drop();
    throw error;
  }
  return { folder, drop };
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
