import type { LogEntry, PublishedKey } from '@paretoboard/contract/log-entry.js';
import { digestOf } from './digest.js';
import { keyListFault } from './key-ring.js';
import { signatureHolds } from './signing.js';
import { check, fail } from './verification/check.js';
import type { Verification } from './verify-record.js';

/** `previous` of the first entry. */
export const firstPrevious = '0'.repeat(64);

function checkSequence(entries: readonly LogEntry[]): string {
  entries.forEach(({ seq }, index) => {
    if (seq !== index) fail(`expected entry ${index}, found ${seq}`);
  });
  return `${entries.length} entries, from 0 without a gap`;
}

function checkChain(entries: readonly LogEntry[]): string {
  entries.forEach(({ seq, previous, at }, index) => {
    const before = entries[index - 1];
    const expected = before ? digestOf(before) : firstPrevious;
    if (previous !== expected)
      fail(`entry ${seq} names ${previous} as the digest of the entry before it, which is ${expected}`);
    if (before && at < before.at) fail(`entry ${seq} is of ${at}, before entry ${before.seq} of ${before.at}`);
  });
  return 'each entry holds the digest of the one before it';
}

function checkSignatures(entries: readonly LogEntry[], keys: readonly PublishedKey[]): string {
  const known = new Map(keys.map((key) => [key.keyId, key]));
  for (const { signature, ...unsigned } of entries) {
    const key =
      known.get(signature.keyId) ?? fail(`entry ${unsigned.seq}: key ${signature.keyId} is not among the keys`);
    if (!signatureHolds(digestOf(unsigned), signature, key.publicKey))
      fail(`entry ${unsigned.seq}: the signature does not hold`);
    const isInTime = unsigned.at >= key.validFrom && (key.retired === null || unsigned.at <= key.retired);
    if (!isInTime)
      fail(
        `entry ${unsigned.seq} of ${unsigned.at} is signed with a key valid from ${key.validFrom} to ${key.retired ?? 'now'}`,
      );
  }
  return `signed with ${new Set(entries.map(({ signature }) => signature.keyId)).size} of ${keys.length} keys, each in its time`;
}

function checkKeys(keys: readonly PublishedKey[]): string {
  const fault = keyListFault(keys);
  return fault ? fail(fault) : `${keys.length} keys, each but the first endorsed by an earlier one`;
}

/** A record is published once; what came after is a retraction or an erratum with its reason. */
function checkKinds(entries: readonly LogEntry[]): string {
  const published = new Set<string>();
  const retracted = new Set<string>();
  for (const { seq, kind, recordDigest, reason } of entries) {
    if (kind === 'result' && published.has(recordDigest)) fail(`entry ${seq} publishes ${recordDigest} a second time`);
    if (kind === 'result') published.add(recordDigest);
    if (!published.has(recordDigest))
      fail(`entry ${seq} is a ${kind} of ${recordDigest}, which was not published before`);
    if (kind !== 'result' && reason === undefined) fail(`entry ${seq}: a ${kind} without a reason`);
    if (kind === 'retraction' && retracted.has(recordDigest))
      fail(`entry ${seq} retracts ${recordDigest} a second time`);
    if (kind === 'retraction') retracted.add(recordDigest);
  }
  return `${published.size} records published, ${retracted.size} retracted`;
}

function checkEntry(entries: readonly LogEntry[], digest: string): string {
  const own = entries.filter(({ recordDigest }) => recordDigest === digest);
  const result = own.find(({ kind }) => kind === 'result') ?? fail(`no entry publishes the record ${digest}`);
  const after = own
    .filter(({ kind }) => kind !== 'result')
    .map(({ kind, at, reason }) => `${kind} of ${at}: ${reason}`);
  return [`published as entry ${result.seq}`, ...after].join('; ');
}

/**
 * The log as a whole: sequence, digests of previous entries, times, keys and their endorsements, signatures by keys valid at the time, one result
 * per record, reasons; and, for a record, its entry. Pure.
 * @param record digest of a record whose entry is looked up; null: none
 */
export async function verifyLog(
  entries: readonly LogEntry[],
  keys: readonly PublishedKey[],
  record: string | null,
): Promise<Verification> {
  const checks = [
    await check('log-sequence', () => checkSequence(entries)),
    await check('log-chain', () => checkChain(entries)),
    await check('log-keys', () => checkKeys(keys)),
    await check('log-signatures', () => checkSignatures(entries, keys)),
    await check('log-kinds', () => checkKinds(entries)),
    ...(record === null ? [] : [await check('log-entry', () => checkEntry(entries, record))]),
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}
