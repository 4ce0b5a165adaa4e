import type { LogEntry } from '@paretoboard/contract/log-entry.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { type SigningKey, signDigest } from '@paretoboard/harness/records/signing.js';
import type { EntityManager } from 'typeorm';
import { LogEntryEntity } from './log-entry.entity.js';

const firstPrevious = '0'.repeat(64);
const logLock = 7_215_002;

/** An entry without anything that the database adds. */
export function plainEntry(entity: LogEntryEntity): LogEntry {
  const { seq, previous, recordDigest, kind, at, signature } = entity;
  return { seq, previous, recordDigest, kind, at, signature };
}

/**
 * Appends one entry in the caller's transaction. The lock lasts until it commits, so that parallel publishers cannot fork the chain; the
 * signature is over the digest of the entry without it.
 */
export async function appendToLog(
  manager: EntityManager,
  recordDigest: string,
  kind: LogEntry['kind'],
  key: SigningKey,
): Promise<LogEntry> {
  await manager.query('select pg_advisory_xact_lock($1)', [logLock]);
  const [last] = await manager.find(LogEntryEntity, { order: { seq: 'DESC' }, take: 1 });
  const unsigned = {
    seq: last ? last.seq + 1 : 0,
    previous: last ? digestOf(plainEntry(last)) : firstPrevious,
    recordDigest,
    kind,
    at: new Date().toISOString(),
  };
  const entry: LogEntry = { ...unsigned, signature: signDigest(digestOf(unsigned), key) };
  await manager.insert(LogEntryEntity, entry);
  return entry;
}
