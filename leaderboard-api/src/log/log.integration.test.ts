import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LogFile, logFileSchema } from '@paretoboard/contract/log-entry.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { publicKeys, publishedKeys, rotateKey, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retractionsOf } from '../board/board-rows.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { recordFolder } from '../records/disk-record-files.js';
import { publishRecord } from '../records/publish-record.js';
import { RecordEntity } from '../records/record.entity.js';
import { AmendmentRefusedError, amend, rotateSigningKey } from './amend-log.js';
import { readLog } from './read-log.js';

const root = mkdtempSync(join(tmpdir(), 'paretoboard-log-'));
const home = join(root, 'home');
let postgres: EmbeddedPostgres;
let database: DataSource;

beforeAll(async () => {
  mkdirSync(home);
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
});

afterAll(async () => {
  await database?.destroy();
  await postgres?.stop();
  rmSync(root, { recursive: true, force: true });
});

let made = 0;

async function measured(): Promise<{ record: BenchmarkRecord; folder: string }> {
  const folder = join(root, `measured-${++made}`);
  const data = sampleData({ items: 20 + made, queries: 20 });
  return { record: await writeSampleRecord(folder, signingKey(home), data), folder };
}

async function publish({ record, folder }: Awaited<ReturnType<typeof measured>>): Promise<string> {
  await publishRecord(database, record, folder, { home, builtIn: false }, async () => undefined);
  return record.digest;
}

async function faults(log: LogFile, record: string | null = null): Promise<string[]> {
  const { checks } = await verifyLog(log.entries, log.keys, record);
  return checks.filter(({ ok }) => !ok).map(({ id, message }) => `${id}: ${message}`);
}

test('records, errata and retractions of many publishers make one chain, across rotations of the key', async () => {
  const records = await Promise.all([1, 2, 3, 4].map(measured));
  const before = signingKey(home).keyId;
  await Promise.all([
    ...records.map(publish),
    ...records.map(publish),
    rotateSigningKey(database, home),
    rotateSigningKey(database, home),
  ]);
  const [first, second] = records.map(({ record }) => record.digest);
  await amend(database, home, 'erratum', first!, 'the machine has 2 cores, not 1');
  await amend(database, home, 'retraction', second!, 'trained on the test split');
  const log = await readLog(database, home);
  expect(log.entries.map(({ kind }) => kind)).toEqual([...Array(4).fill('result'), 'erratum', 'retraction']);
  expect(log.keys).toHaveLength(3);
  expect(log.keys.filter(({ retired }) => retired === null).map(({ keyId }) => keyId)).toEqual([
    signingKey(home).keyId,
  ]);
  expect(signingKey(home).keyId).not.toBe(before);
  for (const { record } of records) expect(await faults(log, record.digest)).toEqual([]);
  expect(await database.getRepository(RecordEntity).count()).toBe(4);
});

test('a record that a retired key signed stays verifiable, and can still be published', async () => {
  const waiting = await measured();
  await rotateSigningKey(database, home);
  expect(publishedKeys(home).find(({ keyId }) => keyId === waiting.record.signature.keyId)?.retired).not.toBeNull();
  const digest = await publish(waiting);
  const { ok } = await verifyRecord(recordFolder(home, digest), { trustedKeys: publicKeys(home) });
  expect(ok).toBe(true);
});

test('amendments that cannot be are refused with the reason', async () => {
  const digest = await publish(await measured());
  await expect(amend(database, home, 'retraction', digest, '  ')).rejects.toThrow('expected a reason');
  await expect(amend(database, home, 'retraction', 'f'.repeat(64), 'x')).rejects.toThrow(AmendmentRefusedError);
  await amend(database, home, 'retraction', digest, 'withdrawn by its authors');
  await expect(amend(database, home, 'retraction', digest, 'again')).rejects.toThrow('retracted already');
  const board = { task: 'sample-task', taskVersion: '1.0.0', variant: 'surrogate' };
  expect(await retractionsOf(database.manager, board, null)).toContain('withdrawn by its authors');
});

test('drafts that killed publishers left are swept, those of living ones are not', async () => {
  const one = await measured();
  const target = recordFolder(home, one.record.digest);
  mkdirSync(`${target}.999999999.part`, { recursive: true });
  mkdirSync(`${target}.${process.ppid}.part`);
  await publish(one);
  const left = readdirSync(dirname(target)).filter((name) => name.startsWith(one.record.digest));
  expect(left.sort()).toEqual([one.record.digest, `${one.record.digest}.${process.ppid}.part`]);
});

test('a changed bit anywhere in the log is found and named', async () => {
  const text = JSON.stringify(await readLog(database, home));
  const step = Math.max(1, Math.floor(text.length / 150));
  const missed: number[] = [];
  for (let at = 0; at < text.length; at += step) {
    const bytes = Buffer.from(text);
    bytes[at]! ^= 1;
    try {
      const changed = logFileSchema.parse(JSON.parse(bytes.toString()));
      // A change that the schema drops (an unknown name) changes what remains: a field is missing then.
      if ((await faults(changed)).length === 0) missed.push(at);
    } catch {
      // Not a log at all: found.
    }
  }
  expect(missed).toEqual([]);
});

test.each<[string, (log: LogFile) => void, string]>([
  ['an entry left out', (log) => log.entries.splice(2, 1), 'log-sequence: expected entry 2, found 3'],
  ['two entries exchanged', (log) => log.entries.splice(1, 2, log.entries[2]!, log.entries[1]!), 'log-sequence'],
  ['a reason reworded', (log) => (log.entries[4]!.reason = 'nothing'), 'log-signatures: entry 4'],
  ['another record', (log) => (log.entries[1]!.recordDigest = 'e'.repeat(64)), 'log-chain: entry 2'],
  ['a key that nobody endorsed', (log) => (log.keys[1]!.endorsement = null), 'log-keys'],
  ['another end of a key', (log) => (log.keys[0]!.retired = log.keys[0]!.validFrom), 'log-keys'],
  ['another begin of a key', (log) => (log.keys[1]!.validFrom = log.keys[0]!.validFrom), 'log-keys'],
  ['the newest key left out', (log) => log.keys.pop(), 'is not among the keys'],
])('%s is found and named', async (_what, change, expected) => {
  const log = structuredClone(await readLog(database, home));
  change(log);
  expect((await faults(log)).join('\n')).toContain(expected);
});

test('an entry signed with a retired key is found', async () => {
  const old = signingKey(home);
  await rotateSigningKey(database, home);
  const log = await readLog(database, home);
  const last = log.entries.at(-1)!;
  const { recordDigest } = last;
  const at = new Date(Date.parse(log.keys.at(-1)!.validFrom) + 1).toISOString();
  const unsigned = {
    seq: last.seq + 1,
    previous: digestOf(last),
    recordDigest,
    kind: 'erratum',
    reason: 'x',
    at,
  } as const;
  log.entries.push({ ...unsigned, signature: signDigest(digestOf(unsigned), old) });
  expect(await faults(log)).toEqual([
    expect.stringMatching(/^log-signatures: entry \d+ of .* is signed with a key valid/),
  ]);
});

test('a clock that was set back does not break the order of the log', async () => {
  const { entries } = await readLog(database, home);
  const future = new Date(Date.parse(entries.at(-1)!.at) + 3_600_000).toISOString();
  rotateKey(home, future); // As by a clock that was an hour fast.
  await publish(await measured());
  await rotateSigningKey(database, home);
  await publish(await measured());
  const after = await readLog(database, home);
  expect(after.entries.slice(-2).map(({ at }) => at)).toEqual([future, future]);
  expect(await faults(after)).toEqual([]);
});

test('the operator’s command finds the running database, retracts, rotates and checks', async () => {
  const digest = await publish(await measured());
  const admin = fileURLToPath(compiledUrl('../admin/main.js', import.meta.url));
  const call = (...parameters: string[]) =>
    spawnSync(process.execPath, [admin, ...parameters], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, PARETOBOARD_HOME: home },
    });
  const retracted = call('retract', digest, '--reason', 'measured on the wrong machine');
  expect({ status: retracted.status, errors: retracted.stderr }).toEqual({ status: 0, errors: '' });
  expect(JSON.parse(retracted.stdout)).toMatchObject({ kind: 'retraction', reason: 'measured on the wrong machine' });
  expect(call('retract', digest, '--reason', 'again').status).toBe(2);
  expect(call('rotate-key').status).toBe(0);
  expect(call('check-log').status).toBe(0);
  expect(call('frobnicate').status).toBe(2);
});
