import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logEntrySchema, type PublishedKey } from '@paretoboard/contract/log-entry.js';
import { reasonSchema } from '@paretoboard/contract/reason.js';
import { runEventSchema } from '@paretoboard/contract/run-state.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { signatureHolds } from '@paretoboard/harness/records/signing.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.js';
import { plainEntry } from '../log/append-to-log.js';
import { LogEntryEntity } from '../log/log-entry.entity.js';
import { RecordEntity } from '../records/record.entity.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunEventEntity } from '../runs/run-event.entity.js';
import { migrationNames, openDatabase } from './data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

/** The first landed release, filled by that release: two published runs, one that ended in an error, one that waits. */
const fixture = readFileSync(new URL('./testing/first-schema.sql', import.meta.url), 'utf8');
const publicKey = JSON.parse(/^-- signed with: (.*)$/m.exec(fixture)![1]!) as string;
const home = mkdtempSync(join(tmpdir(), 'paretoboard-upgrade-'));
let postgres: EmbeddedPostgres;
let before: DataSource;
let database: DataSource;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(fixture);
  await client.end();
  [before, database] = await Promise.all([openDatabase(postgres.url), openDatabase(postgres.url)]);
});

afterAll(async () => {
  await before?.destroy();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Columns, indexes, constraints and triggers, as the catalogue describes them. */
async function schemaOf(source: DataSource): Promise<unknown[]> {
  return source.query(`
    select table_name as of, column_name as name, data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') as is
      from information_schema.columns where table_schema = 'public' and table_name <> 'migrations'
    union all select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migrations'
    union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
      where connamespace = 'public'::regnamespace and conrelid::regclass::text <> 'migrations'
    union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    order by 1, 2, 3`);
}

test('two processes that start together bring the first schema up to date, once', async () => {
  const rows = await database.query<{ name: string }[]>('select name from migrations order by id');
  expect(rows.map(({ name }) => name)).toEqual(migrationNames);
  expect(rows.length).toBeGreaterThan(1);
  await database.query('create database fresh');
  const fresh = await openDatabase(postgres.url.replace(/\/[^/]*$/, '/fresh'));
  expect(await schemaOf(database)).toEqual(await schemaOf(fresh));
  await fresh.destroy();
});

test('every record is read, and its digest and signature still hold', async () => {
  const found = await database.getRepository(RecordEntity).find();
  expect(found.map(({ submission, builtIn, owner }) => [submission, builtIn, owner]).sort()).toEqual([
    ['majority-class', true, null],
    ['null', true, null],
  ]);
  for (const { digest, body } of found) {
    const { digest: own, signature, ...unsigned } = body;
    expect(own).toBe(digest);
    expect(digestOf(unsigned)).toBe(digest);
    expect(signatureHolds(digest, signature, publicKey)).toBe(true);
  }
});

test('the log is one chain, signed', async () => {
  const entries = (await database.getRepository(LogEntryEntity).find({ order: { seq: 'ASC' } })).map(plainEntry);
  expect(entries).toHaveLength(2);
  const key: PublishedKey = {
    keyId: entries[0]!.signature.keyId,
    algorithm: 'Ed25519',
    publicKey,
    validFrom: entries[0]!.at,
    retired: null,
    endorsement: null,
  };
  for (const entry of entries) logEntrySchema.parse(entry);
  expect(await verifyLog(entries, [key], entries[1]!.recordDigest)).toMatchObject({ ok: true });
});

test('runs, reasons and events are read; one that waited still waits', async () => {
  const runs = await database.getRepository(RunEntity).find({ order: { createdAt: 'ASC' } });
  expect(runs.map(({ state, submission, owner, priority }) => [state, submission, owner, priority])).toEqual([
    ['published', null, null, 0],
    ['published', null, null, 0],
    [expect.stringMatching(/^(error|queued)$/), null, null, 0],
    ['queued', null, null, 0],
  ]);
  for (const { reasons } of runs) for (const reason of reasons) reasonSchema.parse(reason);
  const events = await database.getRepository(RunEventEntity).find();
  expect(events.length).toBeGreaterThan(4);
  for (const { event } of events) runEventSchema.parse(event);
});

test('the API shows it all', async () => {
  const app = await createApp({ database, home });
  await app.listen(0, '127.0.0.1');
  const origin = await app.getUrl();
  const paths = [
    'tasks/enhanced-lenet5-traffic-sign/board?variant=surrogate',
    'records',
    'runs',
    'log',
    'submissions',
    'queue',
  ];
  for (const path of paths) {
    const response = await fetch(`${origin}/api/v1/${path}`);
    expect([path, response.status]).toEqual([path, 200]);
    await response.text();
  }
  await app.close();
});
