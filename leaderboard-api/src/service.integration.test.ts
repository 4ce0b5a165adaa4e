import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { recordAnswersSchema } from '@paretoboard/contract/answers.js';
import { boardSchema } from '@paretoboard/contract/board.js';
import { comparisonSchema } from '@paretoboard/contract/comparison.js';
import { healthSchema, pageSchema, problemSchema } from '@paretoboard/contract/http.js';
import { itemComparisonSchema } from '@paretoboard/contract/item-comparison.js';
import { curveProbabilities, latencyCurvesSchema } from '@paretoboard/contract/latency-curves.js';
import { logEntrySchema } from '@paretoboard/contract/log-entry.js';
import { paperSchema } from '@paretoboard/contract/paper.js';
import { queueSchema, workerSchema } from '@paretoboard/contract/queue.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import { recordAttemptsSchema } from '@paretoboard/contract/record-attempts.js';
import { runEventSchema, runStateSchema } from '@paretoboard/contract/run-state.js';
import { searchResultSchema } from '@paretoboard/contract/search.js';
import { taskListingSchema } from '@paretoboard/contract/task.js';
import { digestOf } from '@paretoboard/harness/records/digest.js';
import { publicKeys } from '@paretoboard/harness/records/key-ring.js';
import { signatureHolds } from '@paretoboard/harness/records/signing.js';
import { decodePng } from '@paretoboard/tasks/formats/png.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createApp } from './app.js';
import { openDatabase } from './database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './database/embedded-postgres.js';
import { amend } from './log/amend-log.js';
import { operations, writeOperations } from './openapi.js';
import { RunQueue } from './queue/run-queue.js';
import { recordFolder } from './records/disk-record-files.js';
import { publishRecord, RecordRefusedError } from './records/publish-record.js';
import { RunEntity } from './runs/run.entity.js';
import { AnswerCheck } from './testing/check-answers.js';
import { eventually } from './testing/eventually.js';
import { smallestRun } from './testing/quick-request.js';
import { startWorker, type WorkerProcess } from './testing/worker-process.js';

const task = 'enhanced-lenet5-traffic-sign';
const request = smallestRun(task);

const home = mkdtempSync(join(tmpdir(), 'paretoboard api '));
const workers: WorkerProcess[] = [];
let postgres: EmbeddedPostgres;
let database: DataSource;
let queue: RunQueue;
let app: NestFastifyApplication;
let answers: AnswerCheck;
let origin: string;
let published: BenchmarkRecord;
let publishedRun: string;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  queue = new RunQueue(database);
  app = await createApp({ database, home });
  answers = AnswerCheck.of(app);
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
});

afterAll(async () => {
  for (const worker of workers)
    if (worker.child.exitCode === null && worker.child.signalCode === null) await worker.end('SIGTERM');
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

function work(): WorkerProcess {
  const worker = startWorker(postgres.url, home);
  workers.push(worker);
  return worker;
}

async function runOf(id: string): Promise<RunEntity> {
  return database.getRepository(RunEntity).findOneByOrFail({ id });
}

/** Waits until the run is measured by `worker`, and its measuring process exists. */
async function underWay(id: string, worker: WorkerProcess): Promise<void> {
  await eventually(
    async () => ['training', 'evaluating', 'timing'].includes((await runOf(id)).state),
    60,
    () => worker.output.join(''),
  );
}

async function get(path: string): Promise<Response> {
  return fetch(`${origin}${path}`);
}

async function read<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>> {
  const response = await get(path);
  expect(response.status, await response.clone().text()).toBe(200);
  return schema.parse(await response.json());
}

async function problem(path: string): Promise<z.infer<typeof problemSchema>> {
  const response = await get(path);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  const document = problemSchema.parse(await response.json());
  expect(document.status).toBe(response.status);
  return document;
}

test('a run and its turn are made together or not at all', async () => {
  const turns = () => database.query<object[]>('select * from queue_shares');
  const failing = new Proxy(request, {
    ownKeys: () => {
      throw new Error('cannot be written');
    },
  });
  await expect(queue.enqueue(failing, true)).rejects.toThrow('cannot be written');
  expect(await database.getRepository(RunEntity).count()).toBe(0);
  expect(await turns()).toEqual([]);
});

test('a worker that is told to stop gives its run back, uncharged', async () => {
  publishedRun = await queue.enqueue(request, true);
  const worker = work();
  await underWay(publishedRun, worker);
  const started = Date.now();
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(Date.now() - started).toBeLessThan(10_000);
  expect(await runOf(publishedRun)).toMatchObject({
    state: 'queued',
    attempt: 0,
    reasons: [],
    record: null,
    leaseExpiresAt: null,
  });
});

test('the run of a killed worker is measured by another', async () => {
  const killed = work();
  await underWay(publishedRun, killed);
  const orphans = killed.children();
  expect(await killed.end('SIGKILL')).toBe('SIGKILL');
  const next = work();
  const run = await eventually(
    async () => {
      const found = await runOf(publishedRun);
      return found.finishedAt && found;
    },
    100,
    () => next.output.join(''),
  );
  expect(run).toMatchObject({ state: 'published', attempt: 2, reasons: [] });
  await eventually(
    async () => next.rows.length > 0,
    5,
    () => next.output.join(''),
  );
  expect(next.rows).toEqual([expect.stringContaining(`VALID ${task} / surrogate / majority-class`)]);
  const isAlive = (pid: number): boolean =>
    existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  expect(orphans.filter(isAlive)).toEqual([]);
  published = await read(`/api/v1/records/${run.record}`, recordSchema);
  expect(published).toMatchObject({ verdict: 'VALID', attempt: 2, digest: run.record });
}, 180_000);

test('a run whose workers died too often ends as our error', async () => {
  const id = await queue.enqueue(request, true);
  await database.getRepository(RunEntity).update(id, { attempt: 3 });
  const ended = await eventually(
    async () => {
      const run = await runOf(id);
      return run.finishedAt && run;
    },
    30,
    () => 'not ended',
  );
  expect(ended).toMatchObject({ state: 'error', record: null });
  expect(ended.reasons).toEqual([expect.objectContaining({ code: 'infrastructure' })]);
});

test('workers that stop leave', async () => {
  for (const worker of workers.splice(0))
    if (worker.child.exitCode === null && worker.child.signalCode === null) expect(await worker.end('SIGTERM')).toBe(0);
  expect((await read('/api/v1/workers', pageSchema(workerSchema))).items).toEqual([]);
});

test('tasks, with the items of what is here once they are counted', async () => {
  const { items, total } = await eventually(
    async () => {
      const page = await read('/api/v1/tasks', pageSchema(taskListingSchema));
      const here = page.items.flatMap(({ variants }) => variants.filter(({ available }) => available));
      return here.every((variant) => variant.items) && page;
    },
    60,
    () => 'not counted',
  );
  expect(items.map(({ id }) => id)).toContain(task);
  expect(total).toBe(items.length);
  expect(await read(`/api/v1/tasks/${task}`, taskListingSchema)).toEqual(items.find(({ id }) => id === task));
});

test('the board shows the row, unranked for its profile, and the CSV has the same figures', async () => {
  const board = await read(`/api/v1/tasks/${task}/board?variant=surrogate`, boardSchema);
  expect(board).toMatchObject({ shown: 1, total: 1, hidden: [], claims: [], comparable: false });
  expect(board.rows).toEqual([
    expect.objectContaining({
      record: published.digest,
      rank: null,
      rankBasis: 'unranked',
      onParetoFront: true,
      claim: null,
      attempts: 1,
    }),
  ]);
  const csv = await get(`/api/v1/tasks/${task}/board.csv?variant=surrogate`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const [head, row] = (await csv.text()).split('\r\n').map((line) => line.split(','));
  expect(row?.[head!.indexOf('p50Ms')]).toBe(String(published.latency['single-stream']?.p50Ms));
  expect(row?.[head!.indexOf('value')]).toBe(String(published.metrics.find(({ primary }) => primary)?.value));
  const other = await read(`/api/v1/tasks/${task}/board?variant=surrogate&device=none`, boardSchema);
  expect(other).toMatchObject({ shown: 0, total: 1, hidden: [{ reason: 'other device class', count: 1 }] });
});

test('records are searched and paged, and their files have the bytes that the record names', async () => {
  const records = pageSchema(recordSchema);
  expect((await read(`/api/v1/records?task=${task}&submission=majority-class&limit=1`, records)).items).toEqual([
    published,
  ]);
  expect(await read('/api/v1/records?submission=other', records)).toEqual({ items: [], next: null, total: 0 });
  for (const file of Object.values(published.files)) {
    if (!file) continue;
    const bytes = Buffer.from(
      await (await get(`/api/v1/records/${published.digest}/files/${file.path}`)).arrayBuffer(),
    );
    expect(bytes.length).toBe(file.bytes);
  }
  expect(await problem(`/api/v1/records/${published.digest}/files/record.json.part`)).toMatchObject({ status: 404 });
  expect(await problem(`/api/v1/records/${published.digest}/files/..%2F..%2Fkeys%2Fsigning-key.pem`)).toMatchObject({
    status: 404,
  });
});

test('tasks, papers and methods are found, misspelt too; a method with a record by that', async () => {
  const find = async (text: string) =>
    (await read(`/api/v1/search?q=${encodeURIComponent(text)}`, searchResultSchema)).items;
  const names = async (text: string) => (await find(text)).slice(0, 6).map(({ kind, id }) => `${kind} ${id}`);
  expect(await names('enhanced lenet')).toContain(`task ${task}`);
  for (const misspelt of ['trafic sing', 'enhansed lenett', 'TRAFFIC-SIGN'])
    expect(await names(misspelt)).toContain(`task ${task}`);
  expect(await names('Haque')).toEqual(['paper lighthart-kd-har']);
  expect(await find('majority class')).toContainEqual(
    expect.objectContaining({ kind: 'method', id: 'majority-class', task, record: published.digest }),
  );
  expect((await find('majority class')).filter((hit) => hit.task === task && hit.id === 'majority-class')).toHaveLength(
    1,
  );
  for (const none of ['', '%', "'; --", 'qqqqqq xxxxxx', '🦊']) expect(await find(none)).toEqual([]);
  expect(await find('li')).not.toEqual([]);
  const papers = await read('/api/v1/search?q=transformer&kind=paper&limit=3', searchResultSchema);
  expect(papers.items.map(({ kind }) => kind)).toEqual(['paper', 'paper', 'paper']);
});

test('a paper comes with the audit of its claims, and one with a task names it', async () => {
  const paper = await read('/api/v1/papers/lighthart-kd-har', paperSchema);
  expect(paper).toMatchObject({ task: 'lighthart-kd-har', audit: { paper: 'lighthart-kd-har' } });
  expect(await problem('/api/v1/papers/nothing')).toMatchObject({ status: 404 });
});

test('two records are compared by digest; one beside itself is tied with nothing between', async () => {
  const address = `/api/v1/compare?a=${published.digest}&b=${published.digest}`;
  const { metrics, latency } = await read(address, comparisonSchema);
  expect(metrics.find(({ primary }) => primary)).toMatchObject({ difference: 0, p: 1, verdict: 'tied' });
  expect(latency.map(({ ratio }) => ratio)).toEqual(latency.map(() => 1));
  expect(latency.map(({ verdict }) => verdict)).toEqual(latency.map(() => 'underpowered'));
  expect(await problem(`/api/v1/compare?a=${published.digest}`)).toMatchObject({ status: 400 });
  expect(await problem(`/api/v1/compare?a=${published.digest}&b=${'0'.repeat(64)}`)).toMatchObject({ status: 404 });
});

test('its items agree with themselves, and its queries come as curves that have its p50', async () => {
  const pair = `a=${published.digest}&b=${published.digest}`;
  const items = await read(`/api/v1/compare/items?${pair}`, itemComparisonSchema);
  expect(items.equal).toBe(items.units);
  expect(items).toMatchObject({ outcome: 'correct', aLarger: 0, bLarger: 0, largest: [] });
  const { starts, nullModel } = await read(`/api/v1/records/${published.digest}/latency`, latencyCurvesSchema);
  const measured = published.latency['single-stream']!;
  expect(starts.reduce((sum, { n }) => sum + n, 0)).toBe(measured.n);
  expect(starts).toHaveLength(measured.starts);
  expect(nullModel?.n).toBe(measured.nullModel.n);
  const at = (probability: 0.25 | 0.75) => starts[0]!.quantilesMs[curveProbabilities.indexOf(probability)]!;
  // The record's is a weighted one of the queries around it: on a busy machine they lie apart.
  expect(measured.perStartP50Ms[0]).toBeGreaterThanOrEqual(at(0.25));
  expect(measured.perStartP50Ms[0]).toBeLessThanOrEqual(at(0.75));
});

test('every run behind it is counted, the one that failed by our fault too', async () => {
  const { ended, withoutRecord } = await read(`/api/v1/records/${published.digest}/attempts`, recordAttemptsSchema);
  expect(ended).toEqual({ published: 1, invalid: 0, failed: 0, error: 1, cancelled: 0 });
  expect(withoutRecord).toEqual([
    expect.objectContaining({
      state: 'error',
      record: null,
      reasons: [expect.objectContaining({ code: 'infrastructure' })],
    }),
  ]);
  expect(await problem(`/api/v1/records/${'0'.repeat(64)}/attempts`)).toMatchObject({ status: 404 });
});

test('its stored answers give its accuracy by class, and pictures of generated data', async () => {
  const address = `/api/v1/records/${published.digest}/answers`;
  const { classes, samples, ...rest } = await eventually(
    async () => {
      const found = await read(address, recordAnswersSchema);
      return found.state === 'ready' && found;
    },
    60,
    () => 'not worked out',
  );
  expect(rest).toMatchObject({ classesReason: null, samplesReason: null, source: null });
  const correct = classes!.matrix.reduce((sum, row, index) => sum + row[index]!, 0);
  const accuracy = published.metrics.find(({ id }) => id === 'accuracy')!;
  expect((100 * correct) / (classes!.seeds * classes!.items)).toBeCloseTo(accuracy.value!, 9);
  expect(classes!.classes.find(({ name }) => name === 'stop')?.support).toBe(30);
  const [first] = samples;
  expect(first).toMatchObject({ kind: 'class', item: 22, why: 'spread', input: { kind: 'picture' } });
  if (first?.kind !== 'class' || first.input.kind !== 'picture') throw new TypeError('expected a picture of a class');
  const picture = await get(`${address}/${first.input.picture.name}`);
  expect(picture.headers.get('content-type')).toBe('image/png');
  const { width, height } = decodePng(new Uint8Array(await picture.arrayBuffer()));
  expect([width, height]).toEqual([first.input.picture.width, first.input.picture.height]);
  expect(await problem(`${address}/__proto__`)).toMatchObject({ status: 404 });
  expect(await problem(`${address}/item-x.png`)).toMatchObject({ status: 404 });
}, 90_000);

test('runs are paged without a gap, also those of one millisecond', async () => {
  await database.query(
    `insert into runs (request, built_in, state, created_at) select $1, false, 'cancelled', '2026-01-01T00:00:00.0001Z'::timestamptz + n * interval '100 microseconds' from generate_series(1, 7) n`,
    [request],
  );
  const runs = pageSchema(runStateSchema);
  const all = await read('/api/v1/runs?limit=200', runs);
  const seen: string[] = [];
  for (let next: string | null = ''; next !== null; ) {
    const page: z.infer<typeof runs> = await read(`/api/v1/runs?limit=2${next && `&cursor=${next}`}`, runs);
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(seen).toEqual(all.items.map(({ id }) => id));
  expect(all.total).toBe(seen.length);
});

test('runs of a state are paged in the order of their turns or ends', async () => {
  const insert = (state: string, priority: number, minute: number, finished: string | null) =>
    database.query(
      `insert into runs (request, built_in, state, priority, created_at, finished_at) values ($1, false, $2, $3, '2026-02-01T00:00:00Z'::timestamptz + $4 * interval '1 minute', $5)`,
      [{ ...request, submission: `p${priority}-m${minute}` }, state, priority, minute, finished],
    );
  for (const [priority, minute] of [
    [0, 1],
    [0, 1],
    [5, 3],
    [0, 2],
    [5, 2],
  ] as const)
    await insert('queued', priority, minute, null);
  await insert('timing', 0, 9, null);
  await insert('failed', 0, 5, '2026-02-01T01:00:00Z');
  await insert('failed', 0, 4, '2026-02-01T02:00:00Z');
  const runs = pageSchema(runStateSchema);
  const pagesOf = async (state: string) => {
    const found: z.infer<typeof runStateSchema>[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page: z.infer<typeof runs> = await read(
        `/api/v1/runs?state=${state}&limit=2${next && `&cursor=${next}`}`,
        runs,
      );
      found.push(...page.items);
      next = page.next;
      expect(page.total).toBeGreaterThanOrEqual(found.length);
    }
    return found
      .filter(({ createdAt }) => createdAt.startsWith('2026-02-01'))
      .map(({ request, ahead }) => [request.submission, ahead]);
  };
  expect(await pagesOf('waiting')).toEqual([
    ['p5-m2', 1],
    ['p5-m3', 2],
    ['p0-m1', 3],
    ['p0-m1', 4],
    ['p0-m2', 5],
  ]);
  expect(await pagesOf('working')).toEqual([['p0-m9', null]]);
  expect(await pagesOf('ended')).toEqual([
    ['p0-m4', null],
    ['p0-m5', null],
  ]);
  expect(await problem('/api/v1/runs?state=lost')).toMatchObject({ status: 400 });
  await database.query(`delete from runs where created_at < '2026-03-01' and created_at > '2026-01-31'`);
});

test('the events of a run come in order, and end', async () => {
  const response = await get(`/api/v1/runs/${publishedRun}/events`);
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const messages = (await response.text())
    .trim()
    .split('\n\n')
    .map((block) => Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2))))
    .filter(({ event }) => event !== undefined);
  expect(messages.at(-1)).toMatchObject({ event: 'end', data: JSON.stringify({ state: 'published' }) });
  const events = messages.slice(0, -1).map(({ data }) => runEventSchema.parse(JSON.parse(data ?? '')));
  expect(events.length).toBeGreaterThan(2);
  expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort());
});

test('the log is a chain of signed entries, and publishing again adds none', async () => {
  const entries = pageSchema(logEntrySchema);
  const folder = recordFolder(home, published.digest);
  const options = { home, builtIn: true };
  await publishRecord(database, published, folder, options, async () => undefined);
  expect(await read('/api/v1/log', entries)).toMatchObject({
    total: 1,
    items: [{ seq: 0, previous: '0'.repeat(64), recordDigest: published.digest, kind: 'result' }],
  });
  await Promise.all([1, 2, 3].map(() => amend(database, home, 'erratum', published.digest, 'a correction')));
  const { items } = await read('/api/v1/log', entries);
  expect(items.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
  const keys = await read('/api/v1/keys', pageSchema(z.object({ keyId: z.string(), publicKey: z.string() })));
  items.forEach(({ signature, ...unsigned }, index) => {
    if (index > 0) expect(unsigned.previous).toBe(digestOf(items[index - 1]));
    const pem = keys.items.find(({ keyId }) => keyId === signature.keyId)?.publicKey ?? '';
    expect(signatureHolds(digestOf(unsigned), signature, pem)).toBe(true);
  });
  expect(publicKeys(home).size).toBe(keys.total);
  expect((await read('/api/v1/log?cursor=1&limit=1', entries)).items[0]?.seq).toBe(2);
});

test.each(['update log_entries set seq = 9', 'delete from log_entries', 'truncate log_entries'])(
  '%s is refused',
  async (sql) => {
    await expect(database.query(sql)).rejects.toThrow('append-only');
  },
);

test('a record that was changed is refused', async () => {
  const folder = join(home, 'changed');
  mkdirSync(folder);
  cpSync(recordFolder(home, published.digest), folder, { recursive: true });
  const changed = { ...published, precision: 'int8' };
  writeFileSync(join(folder, 'record.json'), JSON.stringify(changed));
  const options = { home, builtIn: true };
  await expect(publishRecord(database, changed, folder, options, async () => undefined)).rejects.toThrow(
    RecordRefusedError,
  );
  expect(statSync(join(home, 'keys', 'signing-key.pem')).mode & 0o777).toBe(0o600);
});

test('health tells its parts; queue and workers have figures', async () => {
  const worker = work();
  const health = await eventually(
    async () => {
      const found = healthSchema.parse(await (await get('/api/health')).json());
      return found.status === 'ok' && found;
    },
    30,
    () => worker.output.join(''),
  );
  expect(health).toMatchObject({ live: true, ready: true });
  expect(health.parts.map(({ name }) => name)).toEqual(['database', 'queue', 'worker', 'store']);
  const { items } = await read('/api/v1/workers', pageSchema(workerSchema));
  expect(items).toHaveLength(1);
  expect((await read('/api/v1/queue', queueSchema)).typicalSeconds).toBeGreaterThan(0);
  worker.child.disconnect(); // As when the parent dies.
  await once(worker.child, 'exit');
  // The server notices the closed connections a moment after the worker's end.
  const without = await eventually(
    async () => {
      const found = healthSchema.parse(await (await get('/api/health')).json());
      return found.status === 'failing' && found;
    },
    10,
    () => 'health still counts the worker',
  );
  expect(without.ready).toBe(true);
});

test.each([
  ['/api/v1/tasks/nothing', 404, 'expected one of'],
  [`/api/v1/tasks/${task}/board?variant=nothing`, 400, 'found "nothing"'],
  [`/api/v1/tasks/${task}/board?scenario=nothing`, 400, 'scenario'],
  ['/api/v1/records?cursor=nonsense', 400, 'cursor'],
  ['/api/v1/records?limit=0', 400, 'limit'],
  ['/api/v1/records/nonsense', 400, ''],
  [`/api/v1/records/${'0'.repeat(64)}`, 404, 'no record'],
  ['/api/v1/runs/nonsense', 400, ''],
  ['/api/v1/runs/00000000-0000-4000-8000-000000000000', 404, 'no run'],
  ['/api/v1/runs/00000000-0000-4000-8000-000000000000/events', 404, 'no run'],
  ['/api/v1/nothing', 404, ''],
])('%s is a problem document: %i', async (path, status, detail) => {
  const document = await problem(path);
  expect(document.status).toBe(status);
  expect(document.detail).toContain(detail);
});

test('OpenAPI 3.1 lists every path, with schemas, and each path is answered', async () => {
  const document = await read(
    '/api/openapi.json',
    z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.any()), components: z.any() }),
  );
  const written = writeOperations.map(({ path }) => path);
  expect(Object.keys(document.paths).sort()).toEqual([...new Set([...Object.keys(operations), ...written])].sort());
  expect(
    document.paths['/api/v1/records/{digest}'].get.responses['200'].content['application/json'].schema,
  ).toMatchObject({ $ref: '#/components/schemas/Record' });
  expect(document.components.schemas['Record']).toMatchObject({
    type: 'object',
    required: expect.arrayContaining(['digest', 'signature']),
  });
  const nameIn = (path: string) => (path.includes('/answers/') ? 'item-22.png' : (published.files.items?.path ?? ''));
  // Those of one submission or challenge are asked for where there is one.
  const open = Object.entries(operations).filter(
    ([path, { scope }]) => !scope && !/\/(submissions\/\{id\}|challenges\/\{slug\})/.test(path),
  );
  for (const [path] of open) {
    const id = path.includes('/runs/') ? publishedRun : task;
    const query = path.startsWith('/api/v1/compare') ? `?a=${published.digest}&b=${published.digest}` : '';
    const address = path
      .replace('{id}', id)
      .replace('{digest}', published.digest)
      .replace('{name}', nameIn(path))
      .replace('{task}', task)
      .replace('{submission}', 'majority-class');
    const response = await get(`${address}${query}`);
    expect([path, response.status]).toEqual([path, 200]);
    await response.body?.cancel();
  }
});

test('what changes something wants a token, and is there', async () => {
  for (const { method, path, scope, status, body } of writeOperations) {
    const address = path.replace('{id}', '00000000-0000-4000-8000-000000000000');
    const response = await fetch(`${origin}${address}`, { method: method.toUpperCase() });
    expect([method, path, response.status]).toEqual([method, path, scope ? 401 : body ? 400 : status]);
  }
  expect((await get('/api/v1/account')).status).toBe(401);
  expect((await fetch(`${origin}/api/v1/queue`, { method: 'POST' })).status).toBe(404);
});

test('migrations can run again, and the schema is theirs alone', async () => {
  const again = await openDatabase(postgres.url);
  expect(await again.showMigrations()).toBe(false);
  const { upQueries } = await again.driver.createSchemaBuilder().log();
  const changes = upQueries
    .map(({ query }) => query)
    .filter((query) => /TABLE "\w+" (ADD|DROP) |COLUMN "\w+" TYPE|CREATE TABLE/.test(query));
  expect(changes.filter((query) => !/CONSTRAINT/.test(query))).toEqual([]);
  await again.destroy();
});

test('every answer so far was what the API’s document says', () => {
  expect(answers.seen.size).toBeGreaterThan(5);
  expect([...new Set(answers.violations)]).toEqual([]);
});
