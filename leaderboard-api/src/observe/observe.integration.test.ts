import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { healthSchema } from '@paretoboard/contract/http.js';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { eventually } from '../testing/eventually.js';
import { startWorker } from '../testing/worker-process.js';

const home = mkdtempSync(join(tmpdir(), 'paretoboard-observe-'));
const entry = fileURLToPath(compiledUrl('../main.js', import.meta.url));
const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
let postgres: EmbeddedPostgres;
let collector: Server;
const traces: unknown[] = [];
let api: ChildProcess;
let output = '';
let origin: string;
let environment: NodeJS.ProcessEnv;

async function freePort(): Promise<number> {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** What a collector of OpenTelemetry does at its HTTP door. */
async function startCollector(): Promise<string> {
  collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.url === '/v1/traces') traces.push(JSON.parse(Buffer.concat(chunks).toString()));
    response.setHeader('content-type', 'application/json');
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  return `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  environment = {
    ...process.env,
    DATABASE_URL: postgres.url,
    PARETOBOARD_HOME: home,
    PARETOBOARD_API_PORT: String(port),
    PARETOBOARD_LOG_FORMAT: 'json',
    OTEL_EXPORTER_OTLP_ENDPOINT: await startCollector(),
  };
  api = spawn(process.execPath, [entry], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [api.stdout, api.stderr]) stream?.on('data', (chunk: Buffer) => (output += String(chunk)));
  await eventually(
    async () => (await fetch(`${origin}/api/health`).catch(() => null))?.ok,
    30,
    () => output,
  );
});

afterAll(async () => {
  api?.kill('SIGKILL');
  collector?.close();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Whole lines: of the last one a part may have arrived. */
function lines(): Record<string, unknown>[] {
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

test('a request is found in the log by the id in its answer; no query is written down', async () => {
  const own = await fetch(`${origin}/api/v1/queue?secret=s3cret`);
  const id = own.headers.get('x-request-id');
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  const given = await fetch(`${origin}/api/v1/queue`, { headers: { 'x-request-id': 'from-a-proxy-1', traceparent } });
  expect(given.headers.get('x-request-id')).toBe('from-a-proxy-1');
  const forged = await fetch(`${origin}/api/v1/queue`, { headers: { 'x-request-id': 'a "quoted" one' } });
  expect(forged.headers.get('x-request-id')).not.toContain('quoted');
  const line = await eventually(
    async () => lines().find(({ reqId }) => reqId === id),
    5,
    () => output,
  );
  expect(line).toMatchObject({
    level: 'info',
    part: 'api',
    method: 'GET',
    route: '/api/v1/queue',
    path: '/api/v1/queue',
    status: own.status,
    msg: 'answered',
  });
  expect(output).not.toContain('s3cret');
});

test('Prometheus reads figures of requests and of the house', async () => {
  const response = await fetch(`${origin}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  await response.text();
  // Who is answered may ask again before the answer is counted.
  const counted = /request_duration_seconds_count\{method="GET",route="\/api\/v1\/queue",status="\d+"\} [3-9]/;
  const read = async () => (await fetch(`${origin}/metrics`)).text();
  const text = await eventually(
    async () => [await read()].find((found) => counted.test(found)),
    10,
    () => output,
  );
  expect(text).toMatch(/^paretoboard_workers 0$/m);
  expect(text).toMatch(/^nodejs_heap_size_used_bytes \d+/m);
  expect(text).toContain('# TYPE paretoboard_runs gauge');
  expect(text).toMatch(/^paretoboard_oldest_waiting_run_seconds 0$/m);
});

test('health tells of the store', async () => {
  const { parts } = healthSchema.parse(await (await fetch(`${origin}/api/health`)).json());
  expect(parts.find(({ name }) => name === 'store')).toMatchObject({
    detail: expect.stringMatching(/^disk, [\d.]+ GiB free$/),
  });
});

test('a worker with nothing to do ends by itself where it was told to', async () => {
  const worker = startWorker(postgres.url, home, 'none', {
    PARETOBOARD_WORKER_IDLE_SECONDS: '1',
    PARETOBOARD_LOG_FORMAT: 'json',
  });
  const [code] = (await once(worker.child, 'exit')) as [number | null];
  expect([code, worker.output.join('')]).toEqual([0, expect.stringContaining('"part":"worker"')]);
});

test('told to stop, the API answers what is under way, sends its traces, and ends', async () => {
  const slow = fetch(`${origin}/api/v1/tasks`);
  api.kill('SIGTERM');
  const [code] = (await once(api, 'exit')) as [number | null];
  expect(code).toBe(0);
  expect((await slow.catch(() => null))?.status ?? 200).toBe(200);
  const sent = JSON.stringify(traces);
  expect(sent).toContain('"paretoboard-api"');
  expect(sent).toContain('GET /api/v1/queue');
  expect(sent).toContain('0af7651916cd43dd8448eb211c80319c');
});

test('--print-config shows what holds and where it comes from, without secrets', () => {
  const secret = { ...environment, DATABASE_URL: 'postgres://ann:s3cret@db/board?sslpassword=s3cret2' };
  const { status, stdout } = spawnSync(process.execPath, [entry, '--print-config'], { env: secret, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(stdout).not.toContain('s3cret');
  expect(JSON.parse(stdout)).toMatchObject({
    DATABASE_URL: { value: 'postgres://ann:***@db/board?sslpassword=***', from: 'environment' },
    PARETOBOARD_HOME: { value: home, from: 'environment' },
    PARETOBOARD_PROFILE: { value: 'quick', from: 'default' },
  });
});
