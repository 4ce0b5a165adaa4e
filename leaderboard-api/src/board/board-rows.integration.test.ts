import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Board, boardSchema } from '@paretoboard/contract/board.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import { type BoardRecord, makeBoard } from '@paretoboard/harness/board/board.js';
import { boardCsv } from '@paretoboard/harness/board/board-csv.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { createApp } from '../app.js';
import { badgeOf } from '../badge/badge-of.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { amend } from '../log/amend-log.js';
import { RecordEntity } from '../records/record.entity.js';
import { publishSample, sampleTask as task } from '../testing/publish-sample.js';
import { driftRecords } from './board-rows.js';
import { ItemEvidenceCache } from './item-evidence-cache.js';

const home = mkdtempSync(join(tmpdir(), 'paretoboard boards '));
const cli = fileURLToPath(new URL('../../../submissions/cli/dist/main.js', import.meta.url));
let postgres: EmbeddedPostgres;
let database: DataSource;
let app: NestFastifyApplication;
let origin: string;
const published: BenchmarkRecord[] = [];
/** What the board said before each of the later changes, and when. */
const history: { readonly at: string; readonly board: Board }[] = [];

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  app = await createApp({ database, home });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  const wanted = { person: 'ann', role: 'submitter', name: 'test', scopes: null, expiresAt: null } as const;
  await createToken(database.manager, wanted);
  const { id: ann } = await database.getRepository(PersonEntity).findOneByOrFail({ name: 'ann' });
  for (const sample of [
    { name: 'one', finishedAt: '2026-01-02T00:00:00.000Z' },
    { name: 'one', finishedAt: '2026-01-01T00:00:00.000Z' },
    { name: 'one', finishedAt: '2026-01-03T00:00:00.000Z', profile: 'quick' as const },
    { name: 'one', owner: ann, slowerMs: 3 },
    { name: 'two', deviceClass: 'cpu:other', slowerMs: 1 },
    { name: 'three', profile: 'quick' as const },
  ]) {
    published.push(await publishSample(database, home, sample));
    await remember();
  }
  await amend(database, home, 'retraction', published[0]!.digest, 'wrong data');
  await remember();
  await amend(database, home, 'retraction', published[5]!.digest, 'wrong data');
  await remember();
});

afterAll(async () => {
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

const path = `/api/v1/tasks/${task}/board`;

async function text(address: string): Promise<string> {
  const response = await fetch(`${origin}${address}`);
  const body = await response.text();
  expect([response.status, body]).toEqual([200, expect.any(String)]);
  return body;
}

async function read(query = ''): Promise<Board> {
  return boardSchema.parse(JSON.parse(await text(`${path}?variant=surrogate${query}`)));
}

async function remember(): Promise<void> {
  await pause(3);
  history.push({ at: new Date().toISOString(), board: await read() });
  await pause(3);
}

/** Ages go on, items are counted meanwhile, and which board is asked for is said back. */
function timeless({ task: _, ...board }: Board): unknown {
  return { ...board, asOf: null, rows: board.rows.map((row) => ({ ...row, ageDays: 0 })) };
}

async function rowsOfTable(): Promise<unknown[]> {
  return database.query('select * from board_rows order by task, task_version, variant, row_key');
}

test('a row has the best of its attempts, and counts them all', async () => {
  const { rows, shown, total, hidden } = await read();
  expect(rows.map(({ submission, attempts, record }) => [submission.name, submission.owner, attempts, record])).toEqual(
    expect.arrayContaining([
      ['one', null, 3, published[2]!.digest],
      ['one', 'ann', 1, published[3]!.digest],
      ['two', null, 1, published[4]!.digest],
    ]),
  );
  expect([shown, total, hidden]).toEqual([3, 5, [{ reason: 'retracted: wrong data', count: 2 }]]);
});

test('the rows that publishing keeps are those that all records and the log make, byte for byte', async () => {
  const asOf = new Date().toISOString();
  const shown = await text(`${path}?variant=surrogate&asOf=${asOf}`);
  const evidence = app.get(ItemEvidenceCache);
  const retracted = new Map([0, 5].map((index) => [published[index]!.digest, 'wrong data']));
  const people = new Map((await database.getRepository(PersonEntity).find()).map(({ id, name }) => [id, name]));
  const records = await database.getRepository(RecordEntity).find();
  const all = records.map(
    async ({ body, builtIn, owner }): Promise<BoardRecord> => ({
      record: body,
      builtIn,
      owner: owner === null ? null : people.get(owner)!,
      items: await evidence.of(body),
      retraction: retracted.get(body.digest) ?? null,
    }),
  );
  const { task: listing, variant, scenario, division, device } = JSON.parse(shown) as Board;
  const subject = { task: listing, variant, scenario, division, device, track: null, asOf, now: new Date(asOf) };
  expect(JSON.stringify(makeBoard({ ...subject, records: await Promise.all(all) }))).toBe(shown);
  const kept = await rowsOfTable();
  await database.query('update records set row_key = null, standing_key = null, machine_key = null');
  await (await openDatabase(postgres.url)).destroy();
  expect(await rowsOfTable()).toEqual(kept);
});

test('API, CSV, badge and command line say the same', async () => {
  const board = await read();
  expect(await text(`${path}.csv?variant=surrogate`)).toBe(boardCsv(board));
  expect(JSON.parse(await text(`/api/v1/badge/${task}/two.json`))).toEqual(badgeOf(board, 'two'));
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, 'board', task, '--variant', 'surrogate', '--api', origin, '--json'],
    { env: { ...process.env, PARETOBOARD_HOME: home } },
  );
  expect(timeless(JSON.parse(stdout) as Board)).toEqual(timeless(board));
});

test('the board of any moment is what it said then', async () => {
  for (const { at, board } of history) expect(timeless(await read(`&asOf=${at}`))).toEqual(timeless(board));
  expect(history.map(({ board }) => board.rows.length)).toEqual([1, 1, 1, 2, 3, 4, 4, 3]);
  expect(await read('&asOf=2026-01-01')).toMatchObject({ total: 0, asOf: '2026-01-01T23:59:59.999Z' });
  expect((await fetch(`${origin}${path}?asOf=yesterday`)).status).toBe(400);
});

test('records are counted by the rows of their boards, retracted ones too', async () => {
  for (const [query, total] of [
    ['', 6],
    [`?task=${task}`, 6],
    [`?task=${task}&variant=surrogate&limit=1`, 6],
    ['?variant=none', 0],
    ['?task=lighthart-kd-har', 0],
    ['?submission=one', 4],
    [`?task=${task}&verdict=INVALID`, 0],
  ] as const)
    expect([query, JSON.parse(await text(`/api/v1/records${query}`))]).toEqual([
      query,
      expect.objectContaining({ total }),
    ]);
});

test('what a filter leaves out is counted, with its reason', async () => {
  expect(await read('&device=cpu:other')).toMatchObject({
    shown: 1,
    total: 5,
    hidden: [expect.anything(), { reason: 'other device class', count: 2 }],
  });
  expect((await read('&since=2026-01-01')).rows).toHaveLength(3);
  expect((await read('&since=2026-01-02')).hidden.at(-1)).toEqual({
    reason: 'measured before 2026-01-02T00:00:00.000Z',
    count: 2,
  });
  expect((await read('&kind=onnx')).hidden.at(-1)).toEqual({ reason: 'other kind', count: 3 });
  expect((await read('&runtime=wasm')).hidden.at(-1)).toEqual({ reason: 'other runtime', count: 3 });
});

test('a board is packed for who can unpack it, with a tag of its own', async () => {
  const plain = await fetch(`${origin}${path}`, { headers: { 'accept-encoding': 'identity' } });
  const packed = await fetch(`${origin}${path}`);
  expect([plain.headers.get('content-encoding'), packed.headers.get('content-encoding')]).toEqual([null, 'gzip']);
  expect(await packed.text()).toBe(await plain.text());
  const tags = [plain, packed].map(({ headers }) => headers.get('etag') ?? '');
  expect(new Set(tags).size).toBe(2);
  for (const tag of tags)
    expect((await fetch(`${origin}${path}`, { headers: { 'if-none-match': tag } })).status).toBe(304);
});

test('drift is seen by the newest records of each machine, until the date that is asked for', async () => {
  const day = (number: number) => `2025-02-${String(number).padStart(2, '0')}T00:00:00.000Z`;
  const made: BenchmarkRecord[] = [];
  for (let number = 1; number <= 9; number++) {
    const sentinel = { ms: number, machine: number % 3 === 0 ? 'other' : 'one' };
    made.push(await publishSample(database, home, { name: 'drifting', finishedAt: day(number), sentinel }));
  }
  const { id, version } = made[0]!.task;
  const address = { task: id, taskVersion: version, variant: made[0]!.variant.id };
  const seen = async (asOf: string | null) =>
    (await driftRecords(database.manager, address, asOf)).map(({ sentinel }) => sentinel!.p50MsBefore).sort();
  expect(await seen(null)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await seen(day(4))).toEqual([1, 2, 3, 4]);
  expect(await driftRecords(database.manager, { ...address, variant: 'none' }, null)).toEqual([]);
});
