import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { publicKeys } from '@paretoboard/harness/records/key-ring.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import type { DataSource, EntityManager } from 'typeorm';
import { enterBoard } from '../board/board-rows.js';
import { untilBoardsFollow } from '../board/board-versions.js';
import { retract } from '../log/amend-log.js';
import { appendToLog } from '../log/append-to-log.js';
import { DiskRecordFiles } from './disk-record-files.js';
import { RecordEntity } from './record.entity.js';
import type { RecordFiles } from './record-files.js';
import { recordRow } from './record-row.js';

/** A record that does not verify is not published. */
export class RecordRefusedError extends Error {
  override readonly name = 'RecordRefusedError';
}

export interface PublishOptions {
  /** PARETOBOARD_HOME, where the keys are. */
  readonly home: string;
  /** Where its files are kept; below `home` where none is given. */
  readonly files?: RecordFiles;
  readonly builtIn: boolean;
  /** Id of the person who sent the submission. */
  readonly owner?: string | null;
  /** Id of the team that it was sent for. */
  readonly team?: string | null;
}

/** Withdrawn while it was measured: its row is retracted as it lands, like those before it. The log's lock keeps the two apart. */
async function retractIfWithdrawn(manager: EntityManager, record: BenchmarkRecord, home: string): Promise<void> {
  const [withdrawn] = await manager.query<{ reason: string }[]>(
    'select withdrawn_reason as reason from submissions where digest = $1 and withdrawn_at is not null',
    [record.submission.digest],
  );
  if (withdrawn) await retract(manager, home, record.digest, withdrawn.reason);
}

/**
 * Verifies a record and keeps its files, which nobody is shown as long as the record is not entered.
 * @throws RecordRefusedError if it does not verify with a key of this house
 */
export async function keepVerified(
  record: BenchmarkRecord,
  folder: string,
  options: Pick<PublishOptions, 'home' | 'files'>,
): Promise<void> {
  const verification = await verifyRecord(folder, { trustedKeys: publicKeys(options.home) });
  if (!verification.ok) {
    const failed = verification.checks.filter((check) => !check.ok).map((check) => `${check.id}: ${check.message}`);
    throw new RecordRefusedError(`record ${record.digest} does not verify: ${failed.join('; ')}`);
  }
  await (options.files ?? new DiskRecordFiles(options.home)).keep(record, folder);
}

/** Enters a record whose files are kept: into the table, the log and its board, in the caller's transaction. The same one again changes nothing. */
export async function enterRecord(manager: EntityManager, row: RecordEntity, home: string): Promise<void> {
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(RecordEntity)
    .values(row)
    .orIgnore()
    .returning('digest')
    .execute();
  if ((inserted.raw as unknown[]).length === 0) return;
  await appendToLog(manager, { recordDigest: row.digest, kind: 'result' }, home);
  await enterBoard(manager, row);
  await retractIfWithdrawn(manager, row.body, home);
}

/**
 * Verifies a record, keeps its files and appends it to the log. Publishing the same record again changes nothing. When it returns, every board shows it.
 * @throws RecordRefusedError if it does not verify with a key of this house
 */
export async function publishRecord(
  source: DataSource,
  record: BenchmarkRecord,
  folder: string,
  options: PublishOptions,
  also: (manager: EntityManager) => Promise<void>,
): Promise<void> {
  await keepVerified(record, folder, options);
  const row = recordRow(record, options.builtIn, { owner: options.owner ?? null, team: options.team ?? null });
  await source.transaction(async (manager) => {
    await enterRecord(manager, row, options.home);
    await also(manager);
  });
  await untilBoardsFollow();
}
