import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { accountSchema } from '@paretoboard/contract/account.js';
import { runStateSchema } from '@paretoboard/contract/run-state.js';
import { submittedSchema } from '@paretoboard/contract/submission.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createToken } from '../accounts/accounts.js';
import { createApp } from '../app.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { CuttingProxy } from '../testing/cutting-proxy.js';
import { eventually } from '../testing/eventually.js';
import { startWorker, type WorkerProcess } from '../testing/worker-process.js';

/** What a submitter does at the command line, from login to clone, over a line that breaks. */
const bin = fileURLToPath(new URL('../../../submissions/cli/bin/paretoboard.js', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'paretoboard command line '));
const own = join(home, 'of the submitter');
const begunUploads = join(own, 'uploads.json');
let postgres: EmbeddedPostgres;
let database: DataSource;
let app: NestFastifyApplication;
let worker: WorkerProcess | undefined;
let proxy: CuttingProxy;
let token: string;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  app = await createApp({ database, home });
  await app.listen(0, '127.0.0.1');
  proxy = await CuttingProxy.to(Number(new URL(await app.getUrl()).port));
  const wanted = { person: 'ann', role: 'submitter', name: 'laptop', scopes: null, expiresAt: null } as const;
  token = (await createToken(database.manager, wanted)).token;
});

afterAll(async () => {
  if (worker?.child.exitCode === null && worker.child.signalCode === null) await worker.end('SIGTERM');
  proxy?.close();
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  readonly finished: Promise<{ status: number | null; stdout: string; stderr: string }>;
}

function start(parameters: readonly string[], input = ''): Started {
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, PARETOBOARD_HOME: own, PARETOBOARD_API_URL: proxy.origin };
  const child = spawn(process.execPath, [bin, ...parameters], { env, cwd: home, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  const finished = new Promise<{ status: number | null; stdout: string; stderr: string }>((fulfil) =>
    child.on('close', (status) => fulfil({ status, ...output })),
  );
  return { child, output, finished };
}

const call = (...parameters: string[]) => start(parameters).finished;

const entry = `export default {
  interaction: 'predict',
  train(context) { console.log('trained here'); context.save('nothing.bin', new Uint8Array(1)); return { steps: 0, epochs: 0, parameters: 0 }; },
  load: () => ({ parameters: 0, predict: (inputs, items) => ({ logits: { dtype: 'float32', shape: [items, 43], data: new Float32Array(items * 43) } }) }),
};`;

function folderOf(name: string, files: Record<string, string | Uint8Array>): string {
  const folder = join(home, name);
  mkdirSync(folder);
  const manifest = {
    schemaVersion: 1,
    name,
    version: '1.0.0',
    title: 'Zeros',
    task: 'enhanced-lenet5-traffic-sign',
    track: 'image',
    kind: 'tfjs-module',
    division: 'from-scratch',
    authors: ['Ann Author'],
    source: '',
    licence: 'MIT',
    entry: 'entry.mjs',
  };
  for (const [file, content] of Object.entries({ 'paretoboard.json': JSON.stringify(manifest), ...files }))
    writeFileSync(join(folder, file), content);
  return folder;
}

const wanted = ['--variant', 'surrogate', '--runtime', 'cpu', '--no-check', '--json'];

test('nobody is sent anywhere without a login; a wrong token is not kept, the right one for its server alone', async () => {
  const folder = folderOf('early', { 'entry.mjs': entry });
  expect(await call('submit', folder, ...wanted)).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('npx paretoboard login'),
  });
  expect(await start(['login'], 'pb_wrong\n').finished).toMatchObject({ status: 2, stdout: '' });
  expect(existsSync(join(own, 'config.json'))).toBe(false);
  const finished = await start(['login', '--json'], `${token}\n`).finished;
  expect(finished.status).toBe(0);
  expect(z.object({ account: accountSchema }).parse(JSON.parse(finished.stdout)).account.name).toBe('ann');
  expect(finished.stdout + finished.stderr).not.toContain(token);
  expect(statSync(join(own, 'config.json')).mode & 0o777).toBe(0o600);
  const direct = await call('submissions', '--api', await app.getUrl());
  expect(direct).toMatchObject({ status: 2, stderr: expect.stringContaining('who you are') });
});

test('an upload goes on over lost connections, and after Ctrl-C by the same command', async () => {
  const bytes = randomBytes(24 * 2 ** 20);
  const folder = folderOf('large', { 'entry.mjs': entry, 'notes.bin': bytes });
  // Three times lost in the middle, then silence: somebody presses Ctrl-C.
  proxy.cutsToServer.push(3 * 2 ** 20, 5 * 2 ** 20, 2 ** 20);
  const first = start(['submit', folder, ...wanted]);
  await eventually(
    async () => proxy.cut === 3,
    30,
    () => first.output.stderr,
  );
  proxy.stallAfter = 2 ** 20;
  await eventually(
    async () => proxy.passed > 2 ** 20,
    30,
    () => first.output.stderr,
  );
  first.child.kill('SIGINT');
  expect(await first.finished).toMatchObject({
    status: 130,
    stdout: '',
    stderr: expect.stringContaining('goes on from it'),
  });
  const [begun] = Object.values(
    JSON.parse(readFileSync(begunUploads, 'utf8')) as Record<string, { uploadUrl: string }>,
  );
  const head = await fetch(begun!.uploadUrl, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' },
  });
  const arrived = Number(head.headers.get('upload-offset'));
  expect(arrived).toBeGreaterThan(4 * 2 ** 20);
  proxy.stallAfter = Number.POSITIVE_INFINITY;
  proxy.passed = 0;
  const second = await call('submit', folder, ...wanted);
  const { submission, known, run } = submittedSchema.parse(JSON.parse(second.stdout));
  expect({ status: second.status, known }).toEqual({ status: 0, known: false });
  expect(proxy.passed).toBeLessThan(bytes.length - arrived + 2 ** 20);
  expect(JSON.parse(readFileSync(begunUploads, 'utf8'))).toEqual({});
  const listed = JSON.parse((await call('submissions', '--json')).stdout);
  expect(listed).toMatchObject([{ id: submission.id, owner: 'ann', runs: [run] }]);
  const cancelled = await call('cancel', run, '--json');
  expect(runStateSchema.parse(JSON.parse(cancelled.stdout)).state).toBe('cancelled');
  expect(await call('watch', run)).toMatchObject({ status: 1, stdout: expect.stringContaining('cancelled') });
});

test('a run is followed over a lost connection; Ctrl-C leaves it going; its files can be cloned', async () => {
  const folder = folderOf('small', { 'entry.mjs': entry });
  const sent = await call('submit', folder, ...wanted);
  const { run, submission } = submittedSchema.parse(JSON.parse(sent.stdout));
  const left = start(['watch', run]);
  await eventually(
    async () => left.output.stderr.includes('place 1'),
    20,
    () => left.output.stderr,
  );
  left.child.kill('SIGINT');
  expect(await left.finished).toMatchObject({ status: 130, stderr: expect.stringContaining(`watch ${run}`) });
  expect(JSON.parse((await call('status', run, '--json')).stdout).state).toBe('queued');

  worker = startWorker(postgres.url, home);
  const watched = start(['watch', run, '--json']);
  await eventually(
    async () => watched.output.stderr.includes('training'),
    60,
    () => watched.output.stderr,
  );
  proxy.cutsBack.push(1);
  const { status, stdout, stderr } = await watched.finished;
  const state = runStateSchema.parse(JSON.parse(stdout));
  expect({ status, state: state.state }, stderr).toEqual({ status: 0, state: 'published' });
  expect(proxy.cutsBack).toEqual([]);
  const told = stderr.split('\n').filter((line) => line.startsWith('checking: record'));
  expect(told).toHaveLength(1);
  expect((await call('logs', run)).stdout).toContain('trained here');

  const same = JSON.parse((await call('diff', run, state.record!, '--json')).stdout);
  expect(same).toMatchObject({ conditions: [], files: [], comparison: { metrics: expect.any(Array) } });

  const cloned = join(home, 'cloned');
  expect(await call('clone', state.record!, cloned)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('licence MIT'),
  });
  expect(readFileSync(join(cloned, 'entry.mjs'), 'utf8')).toBe(entry);
  expect(await call('clone', submission.id, cloned)).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('empty'),
  });
  const again = submittedSchema.parse(JSON.parse((await call('submit', cloned, ...wanted)).stdout));
  expect(again).toMatchObject({ known: true, submission: { id: submission.id } });
});
