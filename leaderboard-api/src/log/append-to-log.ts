import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { latest, publishedKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { firstPrevious } from '@paretoboard/harness/records/verify-log.js';
import type { EntityManager } from 'typeorm';
import { LogEntryEntity } from './log-entry.entity.js';

const logLock = 7_215_002;

/** What is said of a record: that it is published, or why it is retracted or corrected. */
export type Statement = Pick<LogEntry, 'recordDigest' | 'kind' | 'reason'>;

/** An entry without anything that the database adds. */
export function plainEntry(entity: LogEntryEntity): LogEntry {
  const { seq, previous, recordDigest, kind, at, reason, signature } = entity;
  return { seq, previous, recordDigest, kind, at, ...(reason === null ? {} : { reason }), signature };
}

/** Nobody appends to the log, and nobody rotates its key, until the caller's transaction ends. */
export async function lockLog(manager: EntityManager): Promise<void> {
  await manager.query('select pg_advisory_xact_lock($1)', [logLock]);
}

/** The newest entry; null in an empty log. */
export async function lastEntry(manager: EntityManager): Promise<LogEntry | null> {
  const [last] = await manager.find(LogEntryEntity, { order: { seq: 'DESC' }, take: 1 });
  return last ? plainEntry(last) : null;
}

/**
 * Appends one entry in the caller's transaction. The lock lasts until it commits, so that parallel publishers cannot fork the chain; the
 * signature is by the key that signs at this moment, over the digest of the entry without it.
 * @param home PARETOBOARD_HOME, where the keys are
 */
export async function appendToLog(manager: EntityManager, statement: Statement, home: string): Promise<LogEntry> {
  await lockLog(manager);
  const last = await lastEntry(manager);
  const key = signingKey(home);
  const validFrom = publishedKeys(home).find(({ keyId }) => keyId === key.keyId)?.validFrom;
  const unsigned = {
    seq: last ? last.seq + 1 : 0,
    previous: last ? digestOf(last) : firstPrevious,
    ...statement,
    // Never before what the log already holds: the clock of a machine may be set back.
    at: latest(new Date().toISOString(), last?.at, validFrom),
  };
  const entry: LogEntry = { ...unsigned, signature: signDigest(digestOf(unsigned), key) };
  await manager.insert(LogEntryEntity, { ...entry, reason: entry.reason ?? null });
  return entry;
}
