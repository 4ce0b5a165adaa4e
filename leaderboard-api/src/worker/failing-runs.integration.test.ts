import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type RunState, runStateSchema } from '@paretoboard/contract/run-state.js';
import { manifestFileName } from '@paretoboard/contract/submission-manifest.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../app.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { RunQueue } from '../queue/run-queue.js';
import { openStates } from '../runs/run-state.js';
import { eventually } from '../testing/eventually.js';
import { startWorker, type WorkerProcess } from '../testing/worker-process.js';

const task = 'enhanced-lenet5-traffic-sign';
const home = mkdtempSync(join(tmpdir(), 'paretoboard failing '));
let postgres: EmbeddedPostgres;
let database: DataSource;
let queue: RunQueue;
let app: NestFastifyApplication;
let origin: string;
let worker: WorkerProcess;
let runs: Awaited<ReturnType<typeof queueAll>>;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  queue = new RunQueue(database);
  app = await createApp({ database, home });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  runs = await queueAll();
  // What a worker takes for a data set, and is none.
  const data = join(home, 'no data');
  mkdirSync(join(data, 'gtsrb-32', 'GTSRB', 'Final_Training', 'Images'), { recursive: true });
  worker = startWorker(postgres.url, home, 'none', { PARETOBOARD_DATA: data });
});

afterAll(async () => {
  if (worker?.child.exitCode === null && worker.child.signalCode === null) await worker.end('SIGTERM');
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

function hostile(name: string, predict: string, changes: object = {}): string {
  const folder = join(home, name);
  mkdirSync(folder);
  const manifest = {
    schemaVersion: 1,
    name,
    version: '1.0.0',
    title: name,
    task,
    track: 'image',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: ['somebody'],
    source: 'none',
    licence: 'none',
    entry: 'entry.mjs',
    ...changes,
  };
  writeFileSync(join(folder, manifestFileName), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'entry.mjs'),
    `import { readFileSync } from 'node:fs';
     export default {
       interaction: 'predict',
       train(context) { context.save('nothing.bin', new Uint8Array(1)); return { steps: 0, epochs: 0, parameters: 0 }; },
       load: () => ({ parameters: 0, predict(inputs, items) { ${predict} } }),
     };`,
  );
  return folder;
}

async function queued(submission: string, variant = 'surrogate'): Promise<string> {
  const request = { task, variant, submission, profile: 'quick', runtime: 'cpu', sandbox: 'process' } as const;
  return queue.enqueue({ ...request, starts: 1, seeds: 1, seed: null }, false);
}

/** All at once: while a failed attempt waits to be given out again, the others run. */
async function queueAll() {
  const crash = String.raw`console.log('\u001b[2Jlast words ' + JSON.stringify(process.env));
    for (const pid of [process.pid, process.ppid]) console.log(readFileSync('/proc/' + pid + '/environ', 'latin1'));
    process.kill(process.pid, 'SIGSEGV');`;
  const wrong = `return { logits: { dtype: 'float32', shape: [items, 2], data: new Float32Array(items * 2) } };`;
  return {
    withoutData: await queued('majority-class', 'gtsrb-32'),
    crashes: await queued(hostile('crashes', crash)),
    answersWrongly: await queued(hostile('answers-wrongly', wrong)),
    otherTask: await queued(hostile('other-task', '', { task: 'lighthart-kd-har' })),
  };
}

/** Asks the API as anybody would. */
async function ended(id: string): Promise<RunState> {
  return eventually(
    async () => {
      const run = runStateSchema.parse(await (await fetch(`${origin}/api/v1/runs/${id}`)).json());
      return !(openStates as readonly string[]).includes(run.state) && run;
    },
    90,
    () => worker.output.join(''),
  );
}

async function logOf({ id }: RunState): Promise<Response> {
  return fetch(`${origin}/api/v1/runs/${id}/log`);
}

test('a submission that crashes: INVALID with the reason, and its log tells neither the house’s password nor tricks a terminal', async () => {
  const run = await ended(runs.crashes);
  expect(run).toMatchObject({ state: 'invalid', record: expect.any(String), reasons: [{ code: 'crash' }] });
  expect(run.reasons[0]?.remedy).not.toBe('');
  const response = await logOf(run);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  const log = await response.text();
  expect(log).toContain('\ufffd[2Jlast words');
  expect(log).toContain('PARETOBOARD_HOME'); // The measuring process's environment was there to be read.
  expect(log).not.toContain(readFileSync(join(home, 'database-password'), 'utf8'));
  expect(log).not.toContain('DATABASE_URL');
});

test('a submission that answers what is not asked: INVALID, wrong-output', async () => {
  const run = await ended(runs.answersWrongly);
  expect(run).toMatchObject({ state: 'invalid', record: expect.any(String), reasons: [{ code: 'wrong-output' }] });
  expect(await (await logOf(run)).text()).toBe('');
});

test('a folder that is no submission of the task: failed at once, without a record', async () => {
  const run = await ended(runs.otherTask);
  expect(run).toMatchObject({ state: 'failed', record: null, reasons: [{ code: 'manifest-invalid' }] });
  expect((await logOf(run)).status).toBe(200);
});

test('data that are missing here are our failure: tried again, then error', async () => {
  const run = await ended(runs.withoutData);
  expect(run).toMatchObject({ state: 'error', record: null, reasons: [{ code: 'data-missing' }] });
  const [row] = await database.query<{ attempt: number }[]>('select attempt from runs where id = $1', [run.id]);
  expect(row?.attempt).toBe(3);
});
