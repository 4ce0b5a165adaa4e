import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import { rotateKey } from '@paretoboard/harness/records/key-ring.js';
import type { SigningKey } from '@paretoboard/harness/records/signing.js';
import type { DataSource, EntityManager } from 'typeorm';
import { leaveBoard } from '../board/board-rows.js';
import { untilBoardsFollow } from '../board/board-versions.js';
import { RecordEntity } from '../records/record.entity.js';
import { appendToLog, lastEntry, lockLog } from './append-to-log.js';
import { LogEntryEntity } from './log-entry.entity.js';

/** What was asked of the log cannot be: no such record, no reason, or it is retracted already. */
export class AmendmentRefusedError extends Error {
  override readonly name = 'AmendmentRefusedError';
}

/**
 * Retracts or corrects a published record. Nothing is deleted: a retraction takes it off the board and says why, an erratum stands beside it.
 * @throws AmendmentRefusedError
 */
export async function amend(
  source: DataSource,
  home: string,
  kind: 'retraction' | 'erratum',
  recordDigest: string,
  reason: string,
): Promise<LogEntry> {
  const words = reason.trim();
  if (words === '' || words.length > 2_000)
    throw new AmendmentRefusedError(`expected a reason of 1 to 2000 characters, found ${words.length}`);
  const entry = await source.transaction(async (manager) => {
    await lockLog(manager);
    if (!(await manager.existsBy(RecordEntity, { digest: recordDigest })))
      throw new AmendmentRefusedError(`no published record has the digest ${recordDigest}`);
    if (kind === 'retraction' && (await manager.existsBy(LogEntryEntity, { recordDigest, kind })))
      throw new AmendmentRefusedError(`record ${recordDigest} is retracted already`);
    if (kind === 'retraction') return retract(manager, home, recordDigest, words);
    return appendToLog(manager, { recordDigest, kind, reason: words }, home);
  });
  await untilBoardsFollow();
  return entry;
}

/** Appends a retraction, and takes the record off its board, in the caller's transaction. */
export async function retract(
  manager: EntityManager,
  home: string,
  recordDigest: string,
  reason: string,
): Promise<LogEntry> {
  const entry = await appendToLog(manager, { recordDigest, kind: 'retraction', reason }, home);
  await leaveBoard(manager, recordDigest);
  return entry;
}

/** Retracts, in the caller's transaction, every record of a submission's files that a person sent and that stands. */
export async function retractSubmission(
  manager: EntityManager,
  home: string,
  submissionDigest: string,
  reason: string,
): Promise<void> {
  await lockLog(manager);
  const standing = await manager.query<{ digest: string }[]>(
    `select digest from records where submission_digest = $1 and not built_in and not exists (
       select 1 from log_entries where record_digest = digest and kind = 'retraction') order by finished_at`,
    [submissionDigest],
  );
  for (const { digest } of standing) await retract(manager, home, digest, reason);
}

/** Replaces the signing key while nobody appends: no entry is signed with a key that was retired before it. */
export async function rotateSigningKey(source: DataSource, home: string): Promise<SigningKey> {
  return source.transaction(async (manager) => {
    await lockLog(manager);
    return rotateKey(home, (await lastEntry(manager))?.at ?? null);
  });
}
