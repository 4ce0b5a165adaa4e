import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type LogEntry,
  logEntrySchema,
  type PublishedKey,
  publishedKeySchema,
} from '@paretoboard/contract/log-entry.js';
import { canonicalJson, digestOf } from '@paretoboard/harness/records/digest.js';
import { keyListFault } from '@paretoboard/harness/records/key-ring.js';
import { readMirror, writeMirror } from '@paretoboard/harness/records/mirror.js';
import { signatureHolds } from '@paretoboard/harness/records/signing.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import type { EntityManager } from 'typeorm';
import { PersonEntity } from '../accounts/person.entity.js';
import type { House } from '../backup/make-backup.js';
import { rebuildBoardRows } from '../board/board-rows.js';
import { lockLog, plainEntry } from '../log/append-to-log.js';
import { LogEntryEntity } from '../log/log-entry.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { recordRow } from '../records/record-row.js';
import { changedFile } from '../store/changed-file.js';
import {
  type DumpedRecord,
  type DumpManifest,
  dumpedFolder,
  dumpedRecordSchema,
  dumpManifestName,
  dumpManifestSchema,
} from './dump-manifest.js';
import { readJsonLines } from './json-lines.js';

/** A dump that does not verify, or does not continue what this house holds. */
export class ImportRefusedError extends Error {
  override readonly name = 'ImportRefusedError';
}

export interface Imported {
  /** Entries of the log, and those that were not here before. */
  readonly entries: number;
  readonly newEntries: number;
  readonly records: number;
  readonly newRecords: number;
  /** Id of the other house's first key, from which all others are endorsed: compare it with what that house says. */
  readonly firstKey: string;
}

function refuse(message: string): never {
  throw new ImportRefusedError(message);
}

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function checkManifest(folder: string, keys: readonly PublishedKey[]): Promise<DumpManifest> {
  const manifest = dumpManifestSchema.parse(JSON.parse(readFileSync(join(folder, dumpManifestName), 'utf8')));
  const { signature, ...unsigned } = manifest;
  const fault = keyListFault(keys);
  if (fault) refuse(fault);
  const key =
    keys.find(({ keyId }) => keyId === signature.keyId) ??
    refuse(`the dump is signed with ${signature.keyId}, which is not among its keys`);
  if (!signatureHolds(digestOf(unsigned), signature, key.publicKey)) refuse('the signature of the dump does not hold');
  const changed = await changedFile(folder, manifest.files);
  if (changed) refuse(changed);
  return manifest;
}

async function checkLog(folder: string, keys: readonly PublishedKey[], { log }: DumpManifest): Promise<LogEntry[]> {
  const entries = await collect(readJsonLines(join(folder, 'log.jsonl'), logEntrySchema));
  const { checks } = await verifyLog(entries, keys, null);
  const failed = checks.filter(({ ok }) => !ok).map(({ id, message }) => `${id}: ${message}`);
  if (failed.length > 0) refuse(failed.join('; '));
  const last = entries.at(-1);
  if (entries.length !== log.entries || (last ? digestOf(last) : null) !== log.head)
    refuse(`expected a log of ${log.entries} entries that ends with ${log.head}`);
  return entries;
}

async function checkRecord(
  folder: string,
  one: DumpedRecord,
  trustedKeys: ReadonlyMap<string, string>,
): Promise<string> {
  const { record } = one;
  const path = join(folder, dumpedFolder(record.digest));
  const { checks } = await verifyRecord(path, { trustedKeys });
  const failed = checks.filter(({ ok }) => !ok).map(({ id, message }) => `${id}: ${message}`);
  if (failed.length > 0) refuse(`record ${record.digest}: ${failed.join('; ')}`);
  const written: unknown = JSON.parse(readFileSync(join(path, recordFileName), 'utf8'));
  if (canonicalJson(written) !== canonicalJson(record))
    refuse(`record ${record.digest}: records.jsonl says otherwise than its folder`);
  return path;
}

/** Every entry of the log has its record, but for as many as the manifest says are withheld. */
function checkComplete(entries: readonly LogEntry[], dumped: ReadonlySet<string>, { withheld }: DumpManifest): void {
  const named = new Set(entries.map(({ recordDigest }) => recordDigest));
  const absent = [...named].filter((digest) => !dumped.has(digest)).length;
  const said = (withheld ?? []).reduce((sum, { records }) => sum + records, 0);
  if (absent !== said)
    refuse(`the log names ${absent} records that the dump has not; it says that it withholds ${said}`);
}

/** What is here must be the beginning of what comes. @returns how many entries are here */
async function knownEntries(manager: EntityManager, entries: readonly LogEntry[]): Promise<number> {
  const here = (await manager.find(LogEntryEntity, { order: { seq: 'ASC' } })).map(plainEntry);
  const differs = here.find((entry, index) => !entries[index] || digestOf(entry) !== digestOf(entries[index]));
  if (differs)
    refuse(
      `entry ${differs.seq} of the log of this house is not that of the dump: expected an empty house, or an earlier state of the same log`,
    );
  return here.length;
}

async function ownerIds(manager: EntityManager, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(names)];
  if (wanted.length > 0)
    await manager
      .createQueryBuilder()
      .insert()
      .into(PersonEntity)
      .values(wanted.map((name) => ({ name, roles: [] })))
      .orIgnore()
      .execute();
  return new Map((await manager.find(PersonEntity)).map(({ name, id }) => [name, id]));
}

function checkKeys(home: string, keys: readonly PublishedKey[], expected: string | null): string {
  const firstKey = keys[0]?.keyId ?? refuse('the dump has no keys');
  if (expected !== null && expected !== firstKey) refuse(`expected the first key ${expected}, found ${firstKey}`);
  const before = readMirror(home)?.keys ?? [];
  const other = before.find(({ keyId }, index) => keys[index]?.keyId !== keyId);
  if (other) refuse(`this house shows another log: its key ${other.keyId} is not in the dump`);
  return firstKey;
}

/**
 * Makes this house a mirror of the one that wrote the dump, or brings a mirror up to date. Everything is verified before anything is written: every
 * file by its digest, the manifest's signature, the log as a chain, every new record by its own figures. A mirror reads only: it has no key to sign with.
 * @param expectedKey id of the other house's first key; null: whichever the dump brings
 * @throws ImportRefusedError, ZodError for a document of another form, MirrorError in a house that signs itself
 */
export async function importDump(folder: string, house: House, expectedKey: string | null): Promise<Imported> {
  const { database, home, stores } = house;
  const keys = await collect(readJsonLines(join(folder, 'keys.jsonl'), publishedKeySchema));
  const firstKey = checkKeys(home, keys, expectedKey);
  const manifest = await checkManifest(folder, keys);
  const entries = await checkLog(folder, keys, manifest);
  await knownEntries(database.manager, entries);
  const known = new Set(
    (await database.manager.find(RecordEntity, { select: { digest: true } })).map(({ digest }) => digest),
  );
  const trustedKeys = new Map(keys.map(({ keyId, publicKey }) => [keyId, publicKey]));
  const fresh: DumpedRecord[] = [];
  const dumped = new Set<string>();
  for await (const one of readJsonLines(join(folder, 'records.jsonl'), dumpedRecordSchema)) {
    dumped.add(one.record.digest);
    if (known.has(one.record.digest)) continue;
    await checkRecord(folder, one, trustedKeys);
    fresh.push(one);
  }
  checkComplete(entries, dumped, manifest);
  writeMirror(home, { importedAt: new Date().toISOString(), dumpedAt: manifest.createdAt, keys });
  for (const { record } of fresh) await stores.records.keep(record, join(folder, dumpedFolder(record.digest)));
  const newEntries = await database.transaction(async (manager) => {
    await lockLog(manager);
    // Entries of withheld records stand alone until a later dump brings these.
    await manager.query(`select set_config('paretoboard.imports_dump', 'on', true)`);
    const added = entries.slice(await knownEntries(manager, entries));
    const owners = await ownerIds(
      manager,
      fresh.flatMap(({ owner }) => owner ?? []),
    );
    for (const { record, builtIn, owner } of fresh)
      await manager.insert(
        RecordEntity,
        recordRow(record, builtIn, { owner: owner === null ? null : (owners.get(owner) ?? null), team: null }),
      );
    for (const entry of added) await manager.insert(LogEntryEntity, { ...entry, reason: entry.reason ?? null });
    await rebuildBoardRows(manager);
    return added.length;
  });
  return { entries: entries.length, newEntries, records: manifest.records, newRecords: fresh.length, firstKey };
}
