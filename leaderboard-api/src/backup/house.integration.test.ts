import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { boardSchema } from '@paretoboard/contract/board.js';
import { publishedKeySchema } from '@paretoboard/contract/log-entry.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { digestOf, sha256 } from '@paretoboard/harness/records/digest.js';
import { publishedKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { MirrorError } from '@paretoboard/harness/records/mirror.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import type { DataSource } from 'typeorm';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createToken, listTokens } from '../accounts/accounts.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { createApp } from '../app.js';
import { bundleFolder } from '../bundles/disk-bundle-files.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { dumpedRecordSchema, dumpManifestSchema } from '../dump/dump-manifest.js';
import { ImportRefusedError, importDump } from '../dump/import-dump.js';
import { readJsonLines, writeJsonLines } from '../dump/json-lines.js';
import { writeDump } from '../dump/write-dump.js';
import { amend, rotateSigningKey } from '../log/amend-log.js';
import { readLog } from '../log/read-log.js';
import { recordFolder } from '../records/disk-record-files.js';
import { publishRecord } from '../records/publish-record.js';
import { RecordEntity } from '../records/record.entity.js';
import { RunEntity } from '../runs/run.entity.js';
import { describeFiles } from '../store/describe-files.js';
import { FolderExistsError } from '../store/new-folder.js';
import { diskStores } from '../store/stores.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { type House, makeBackup } from './make-backup.js';
import { RestoreRefusedError, restoreBackup } from './restore-backup.js';

const task = 'enhanced-lenet5-traffic-sign';
const root = mkdtempSync(join(tmpdir(), 'paretoboard-house-'));
const place = (name: string): string => join(root, name);
const apps: NestFastifyApplication[] = [];
const databases: DataSource[] = [];
let postgres: EmbeddedPostgres;
let version: string;
let dataset: string;
let first: House;
let made = 0;

async function emptyDatabase(name: string): Promise<string> {
  await first.database.query(`create database ${name}`);
  return postgres.url.replace(/\/[^/]*$/, `/${name}`);
}

async function openHouse(url: string, name: string): Promise<House> {
  const database = await openDatabase(url);
  databases.push(database);
  return { database, home: place(name), stores: diskStores(place(name)) };
}

beforeAll(async () => {
  const { definition } = await loadTask(task);
  version = definition.version;
  dataset = definition.variants.find(({ id }) => id === 'surrogate')!.dataset;
  postgres = await startEmbeddedPostgres({ home: place('first'), log: () => undefined });
  first = await openHouse(postgres.url, 'first');
});

afterEach(() => void vi.useRealTimers());

afterAll(async () => {
  for (const app of apps) await app.close();
  for (const database of databases) await database.destroy();
  await postgres?.stop();
  rmSync(root, { recursive: true, force: true });
});

/** Publishes a record of its own submission, good enough for a board. */
async function publish(owner: string | null): Promise<BenchmarkRecord> {
  const number = ++made;
  const folder = place(`measured-${number}`);
  const record = await writeSampleRecord(
    folder,
    signingKey(first.home),
    sampleData({ items: 20 + number, queries: 20 }),
    {
      task: { id: task, version },
      variant: { id: 'surrogate', dataset, relation: 'surrogate' },
      submission: {
        name: `sample-${number % 5}`,
        version: '1.0.0',
        title: 'Sample – “ü”',
        kind: 'tfjs-module',
        digest: sha256(`submission ${number % 5}`),
        authors: ['Nobody'],
        source: 'none',
        licence: 'Apache-2.0',
      },
      finishedAt: new Date(Date.UTC(2026, 0, 1, 0, 1, number)).toISOString(),
    },
  );
  const run = await first.database.getRepository(RunEntity).save({
    request: { task, variant: 'surrogate', submission: record.submission.name } as RunEntity['request'],
    builtIn: owner === null,
    state: 'checking',
    reasons: [],
    attempt: 1,
  });
  const options = { home: first.home, builtIn: owner === null, owner };
  await publishRecord(first.database, record, folder, options, async (manager) => {
    await manager.update(RunEntity, run.id, { state: 'published', record: record.digest, finishedAt: new Date() });
  });
  return record;
}

/** What a house shows of the task: board, table, log, keys, every record. The clock stands: a board says how old its rows are. */
async function shownBy({ database, home, stores }: House): Promise<Record<string, string>> {
  const app = await createApp({ database, home, stores });
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2027, 0, 1) });
  const shown: Record<string, string> = {};
  for (const path of [
    `tasks/${task}/board?variant=surrogate`,
    `tasks/${task}/board.csv?variant=surrogate`,
    'records?limit=100',
    `badge/${task}/sample-1.svg`,
    'log.json',
    'keys',
  ]) {
    const response = await fetch(`${origin}/api/v1/${path}`);
    shown[path] = await response.text();
    expect(response.status, shown[path]).toBe(200);
  }
  vi.useRealTimers();
  return shown;
}

async function ownerOf(name: string): Promise<string> {
  await createToken(first.database.manager, {
    person: name,
    role: 'submitter',
    name: 'test',
    scopes: null,
    expiresAt: null,
  });
  return (await first.database.getRepository(PersonEntity).findOneByOrFail({ name })).id;
}

let ann: string;
let digestOfBundle: string;

test('a backup that is made while records are published holds one moment, and is restored whole', async () => {
  ann = await ownerOf('ann');
  digestOfBundle = sha256('a bundle');
  const bundle = place('bundle');
  mkdirSync(bundle);
  writeFileSync(join(bundle, 'model.json'), '{"weights":1}');
  await first.stores.bundles.keep(digestOfBundle, bundle);
  await first.database.getRepository(SubmissionEntity).save({
    digest: digestOfBundle,
    owner: ann,
    manifest: {} as SubmissionEntity['manifest'],
    task,
    name: 'sample',
    visibility: 'private',
    files: 1,
    bytes: '12',
  });
  for (let count = 0; count < 4; count += 1) await publish(count % 2 ? ann : null);
  let publishing = true;
  const publisher = (async () => {
    while (publishing) await publish(ann);
  })();
  const manifest = await makeBackup(first, place('backup'));
  publishing = false;
  await publisher;
  expect(manifest.missing).toEqual([]);
  expect(await first.database.getRepository(RecordEntity).count()).toBeGreaterThan(manifest.records.length);

  const url = await emptyDatabase('restored');
  const home = place('restored');
  await restoreBackup(place('backup'), { databaseUrl: url, home, stores: diskStores(home) });
  const restored = await openHouse(url, 'restored');
  const rows = (name: string): number | undefined => manifest.tables.find((table) => table.name === name)?.rows;
  expect(await restored.database.getRepository(RecordEntity).count()).toBe(rows('records'));
  const { entries } = await readLog(restored.database, home);
  expect(entries).toHaveLength(rows('log_entries')!);
  expect(entries).toEqual((await readLog(first.database, first.home)).entries.slice(0, entries.length));
  const unfinished = await restored.database.getRepository(RunEntity).countBy({ state: 'checking' });
  const published = await restored.database.getRepository(RunEntity).countBy({ state: 'published' });
  expect(published).toBe(rows('records'));
  expect(unfinished + published).toBe(rows('runs'));
  expect(signingKey(home).keyId).toBe(signingKey(first.home).keyId);
  expect((await listTokens(restored.database)).map(({ person }) => person)).toContain('ann');
  expect(readFileSync(join(bundleFolder(home, digestOfBundle), 'model.json'), 'utf8')).toBe('{"weights":1}');
  for (const digest of manifest.records)
    expect(digestOf(await describeFiles(recordFolder(home, digest)))).toBe(
      digestOf(await describeFiles(recordFolder(first.home, digest))),
    );
});

test('a restored house shows what the first one shows, and goes on from there', async () => {
  await makeBackup(first, place('second backup'));
  const url = await emptyDatabase('again');
  const home = place('again');
  await restoreBackup(place('second backup'), { databaseUrl: url, home, stores: diskStores(home) });
  const again = await openHouse(url, 'again');
  const shown = await shownBy(again);
  expect(shown).toEqual(await shownBy(first));
  const board = boardSchema.parse(JSON.parse(shown[`tasks/${task}/board?variant=surrogate`]!));
  expect(board.rows.map(({ submission }) => submission.owner)).toContain('ann');
  const run = await again.database.getRepository(RunEntity).save({
    request: {} as RunEntity['request'],
    builtIn: true,
    state: 'queued',
    reasons: [],
    attempt: 0,
  });
  await again.database.query(`insert into run_events (run, event) values ($1, '{}')`, [run.id]);
  await expect(amend(again.database, home, 'erratum', board.rows[0]!.record, 'two cores')).resolves.toMatchObject({
    kind: 'erratum',
  });
});

test('a damaged backup, a full house, and a folder that is there are refused', async () => {
  await expect(makeBackup(first, place('backup'))).rejects.toThrow(FolderExistsError);
  const url = await emptyDatabase('untouched');
  const house = { databaseUrl: url, home: place('untouched'), stores: diskStores(place('untouched')) };
  await expect(restoreBackup(place('backup'), { ...house, home: first.home })).rejects.toThrow('PARETOBOARD_HOME');
  await expect(restoreBackup(place('backup'), { ...house, databaseUrl: postgres.url })).rejects.toThrow(
    'found rows in',
  );
  const table = join(place('backup'), 'database', 'log_entries.jsonl');
  writeFileSync(table, readFileSync(table, 'utf8').replace('result', 'resulT'));
  await expect(restoreBackup(place('backup'), house)).rejects.toThrow(RestoreRefusedError);
  expect(existsSync(house.home)).toBe(false);
});

let mirror: House;

test('a dump makes a second server that verifies it and shows the same, byte for byte', async () => {
  await rotateSigningKey(first.database, first.home);
  const retracted = await publish(ann);
  await amend(first.database, first.home, 'retraction', retracted.digest, 'trained on the test split');
  const manifest = await writeDump(first, place('dump'));
  mirror = await openHouse(await emptyDatabase('mirror'), 'mirror');
  const imported = await importDump(place('dump'), mirror, publishedKeys(first.home)[0]!.keyId);
  expect(imported).toMatchObject({ newRecords: manifest.records, newEntries: manifest.log.entries });
  expect(await shownBy(mirror)).toEqual(await shownBy(first));
  expect(await listTokens(mirror.database)).toEqual([]);
});

test('a mirror signs nothing, takes nothing, and is brought up to date by the next dump', async () => {
  expect(() => signingKey(mirror.home)).toThrow(MirrorError);
  await expect(writeDump(mirror, place('dump of a mirror'))).rejects.toThrow(MirrorError);
  const app = apps.at(-2)!;
  const visitor = { person: 'visitor', role: 'submitter', name: 'test', scopes: null, expiresAt: null } as const;
  const { token } = await createToken(mirror.database.manager, visitor);
  const refused = await fetch(`${await app.getUrl()}/api/v1/submissions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await refused.json()).toMatchObject({ status: 403, code: 'read-only' });
  await publish(null);
  await writeDump(first, place('next dump'));
  expect(await importDump(place('next dump'), mirror, null)).toMatchObject({ newRecords: 1, newEntries: 1 });
  expect(await shownBy(mirror)).toEqual(await shownBy(first));
  await expect(importDump(place('dump'), mirror, null)).rejects.toThrow('entry');
});

test('while a task is anonymous a dump leaves out what people sent to it, says so, and a later one has it', async () => {
  const count = async (where: string): Promise<number> =>
    Number((await first.database.query(`select count(*) as n from records where ${where}`))[0].n);
  const rules = { anonymous: true, deadline: new Date(Date.now() + 3600_000).toISOString() };
  await first.database.query('insert into task_rules (task, rules) values ($1, $2)', [task, JSON.stringify(rules)]);
  const manifest = await writeDump(first, place('anonymous dump'));
  await first.database.query('delete from task_rules');
  expect(manifest.withheld).toEqual([{ task, until: rules.deadline, records: await count('not built_in') }]);
  expect(manifest.records).toBe(await count('built_in'));
  expect(readFileSync(join(place('anonymous dump'), 'records.jsonl'), 'utf8')).not.toContain('"ann"');
  const later = await openHouse(await emptyDatabase('later'), 'later');
  expect(await importDump(place('anonymous dump'), later, null)).toMatchObject({ newRecords: manifest.records });
  const shown = boardSchema.parse(JSON.parse((await shownBy(later))[`tasks/${task}/board?variant=surrogate`]!));
  expect(shown.rows.filter(({ submission }) => submission.owner !== null)).toEqual([]);
  await makeBackup(later, place('backup of a mirror'));
  const [databaseUrl, home] = [await emptyDatabase('mirror_again'), place('mirror again')];
  await restoreBackup(place('backup of a mirror'), { databaseUrl, home, stores: diskStores(home) });
  await writeDump(first, place('told dump'));
  expect(await importDump(place('told dump'), later, null)).toMatchObject({ newRecords: await count('not built_in') });
  expect(await shownBy(later)).toEqual(await shownBy(first));
});

test('a dump that lacks a record which its log names is refused', async () => {
  const folder = place('anonymous dump');
  const { signature, withheld, ...rest } = dumpManifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'dump.json'), 'utf8')),
  );
  expect(withheld).toBeDefined();
  const forged = { ...rest, signature: signDigest(digestOf(rest), signingKey(first.home)) };
  writeFileSync(join(folder, 'dump.json'), JSON.stringify(forged));
  const fresh = await openHouse(await emptyDatabase('incomplete'), 'incomplete');
  await expect(importDump(folder, fresh, null)).rejects.toThrow('records that the dump has not');
});

test('Parquet and JSON Lines say the same', async () => {
  const folder = place('next dump');
  const lines = [];
  for await (const line of readJsonLines(join(folder, 'records.jsonl'), dumpedRecordSchema)) lines.push(line);
  const read = async (name: string) =>
    parquetReadObjects({ file: await asyncBufferFromFile(join(folder, `${name}.parquet`)) });
  expect(
    (await read('records')).map(({ digest, owner, built_in, finished_at }) => [digest, owner, built_in, finished_at]),
  ).toEqual(lines.map(({ record, owner, builtIn }) => [record.digest, owner, builtIn, new Date(record.finishedAt)]));
  expect((await read('metrics')).map(({ digest, value }) => [digest, value])).toEqual(
    lines.map(({ record }) => [record.digest, record.metrics[0]!.value]),
  );
  expect((await read('latency')).map(({ p50_ms, p99_ms }) => [p50_ms, p99_ms])).toEqual(
    lines.map(({ record }) => [record.latency['single-stream']!.p50Ms, record.latency['single-stream']!.p99Ms]),
  );
  const { entries } = await readLog(first.database, first.home);
  expect((await read('log')).map(({ seq, kind }) => [Number(seq), kind])).toEqual(
    entries.map(({ seq, kind }) => [seq, kind]),
  );
});

test('a dump with one changed line is refused, also when somebody signed it anew', async () => {
  const folder = place('next dump');
  const fresh = await openHouse(await emptyDatabase('fresh'), 'fresh');
  const lines = join(folder, 'records.jsonl');
  const before = readFileSync(lines, 'utf8');
  writeFileSync(lines, before.replace('"owner":"ann"', '"owner":"bob"'));
  await expect(importDump(folder, fresh, null)).rejects.toThrow('records.jsonl is changed');

  const stranger = place('stranger');
  const key = signingKey(stranger);
  const { signature: _, ...manifest } = dumpManifestSchema.parse(
    JSON.parse(readFileSync(join(folder, 'dump.json'), 'utf8')),
  );
  const files = (await describeFiles(folder)).filter(({ path }) => path !== 'dump.json');
  const forged = { ...manifest, files };
  writeFileSync(join(folder, 'dump.json'), JSON.stringify({ ...forged, signature: signDigest(digestOf(forged), key) }));
  await expect(importDump(folder, fresh, null)).rejects.toThrow('not among its keys');
  await writeJsonLines(
    join(folder, 'keys.jsonl'),
    publishedKeys(stranger).map((one) => publishedKeySchema.parse(one)),
  );
  await expect(importDump(folder, fresh, publishedKeys(first.home)[0]!.keyId)).rejects.toThrow(ImportRefusedError);
  expect(await fresh.database.getRepository(RecordEntity).count()).toBe(0);
});
