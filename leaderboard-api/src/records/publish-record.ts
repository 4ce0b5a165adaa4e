import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { publicKeys } from '@paretoboard/harness/records/key-ring.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { syncFolder } from '@paretoboard/harness/records/write-atomically.js';
import { publicKeyFileName, recordFileName } from '@paretoboard/harness/records/write-record.js';
import { isAlive } from '@paretoboard/harness/sandbox/is-alive.js';
import type { DataSource, EntityManager } from 'typeorm';
import { appendToLog } from '../log/append-to-log.js';
import { RecordEntity } from './record.entity.js';

/** A record that does not verify is not published. */
export class RecordRefusedError extends Error {
  override readonly name = 'RecordRefusedError';
}

export interface PublishOptions {
  readonly home: string;
  readonly builtIn: boolean;
  /** Id of the person who sent the submission. */
  readonly owner?: string | null;
}

/** Where a record's files are kept, by content address. */
export function recordFolder(home: string, digest: string): string {
  return join(home, 'records', digest.slice(0, 2), digest);
}

function syncFile(path: string): void {
  const file = openSync(path, 'r');
  fsyncSync(file);
  closeSync(file);
}

/** Drafts of publishers that died; a living one's is its own. */
function sweepDrafts(target: string): void {
  const drafts = readdirSync(dirname(target)).filter((name) => name.startsWith(`${basename(target)}.`));
  for (const name of drafts) {
    const pid = Number(name.split('.')[1]);
    if (pid === process.pid || !isAlive(pid)) rmSync(join(dirname(target), name), { recursive: true, force: true });
  }
}

/** All files or none, and on the disk before the record is published. Two publishers of one record keep it once. */
function keepFiles(record: BenchmarkRecord, folder: string, home: string): void {
  const target = recordFolder(home, record.digest);
  mkdirSync(dirname(target), { recursive: true });
  sweepDrafts(target);
  if (existsSync(target)) return;
  const draft = `${target}.${process.pid}.part`;
  mkdirSync(draft);
  try {
    const listed = Object.values(record.files).flatMap((file) => (file ? [file.path] : []));
    for (const path of [recordFileName, publicKeyFileName, ...listed]) {
      cpSync(join(folder, path), join(draft, path));
      syncFile(join(draft, path));
    }
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  syncFolder(dirname(target));
}

function rowOf(record: BenchmarkRecord, { builtIn, owner = null }: PublishOptions): Partial<RecordEntity> {
  return {
    digest: record.digest,
    body: record,
    task: record.task.id,
    taskVersion: record.task.version,
    variant: record.variant.id,
    track: record.track,
    division: record.division,
    profile: record.profile,
    deviceClass: record.machine.deviceClass,
    submission: record.submission.name,
    submissionDigest: record.submission.digest,
    verdict: record.verdict,
    builtIn,
    owner,
    finishedAt: new Date(record.finishedAt),
  };
}

/**
 * Verifies a record, keeps its files and appends it to the log. Publishing the same record again changes nothing.
 * @throws RecordRefusedError if it does not verify with a key of this house
 */
export async function publishRecord(
  source: DataSource,
  record: BenchmarkRecord,
  folder: string,
  options: PublishOptions,
  also: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  const verification = await verifyRecord(folder, { trustedKeys: publicKeys(options.home) });
  if (!verification.ok) {
    const failed = verification.checks.filter((check) => !check.ok).map((check) => `${check.id}: ${check.message}`);
    throw new RecordRefusedError(`record ${record.digest} does not verify: ${failed.join('; ')}`);
  }
  keepFiles(record, folder, options.home);
  await source.transaction(async (manager) => {
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(RecordEntity)
      .values(rowOf(record, options))
      .orIgnore()
      .returning('digest')
      .execute();
    if ((inserted.raw as unknown[]).length > 0)
      await appendToLog(manager, { recordDigest: record.digest, kind: 'result' }, options.home);
    await also(manager);
  });
}
