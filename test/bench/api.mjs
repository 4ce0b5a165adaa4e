// The API under load, with a few hundred records, beside a bare Node server that sends one line.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { scriptOptions } from '../script-options.mjs';
import { quantile } from './alternate.mjs';
import { fromHarness, repository } from './instrument.mjs';
import { finish, print, shown } from './report.mjs';

const values = scriptOptions(
  `
npm run bench:api -- [--out file] [--seconds n] [--connections n] [--records n]
The API under load, beside a bare Node server that sends one line.

  --seconds n       of each block, default 4
  --connections n   default 16
  --records n       in the database, default 200
  --out file        as JSON`,
  {
    out: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    connections: { type: 'string', default: '16' },
    records: { type: 'string', default: '200' },
  },
);
const [seconds, connections, count] = [values.seconds, values.connections, values.records].map(Number);
const fromApi = (path) => import(pathToFileURL(join(repository, 'leaderboard-api', 'dist', path)).href);
const { startEmbeddedPostgres } = await fromApi('database/embedded-postgres.js');
const { openDatabase } = await fromApi('database/data-source.js');
const { writeSampleRecord } = await fromHarness('records/testing/sample-record.js');
const { signingKey } = await fromHarness('records/key-ring.js');
const { sha256 } = await fromHarness('records/digest.js');

const task = { id: 'enhanced-lenet5-traffic-sign', version: '1.0.0' };

async function freePort() {
  const server = createSocket();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One record's body under many digests and names: what the endpoints read; their signatures are not looked at. */
async function fill(database, home) {
  const { loadTask } = await import(pathToFileURL(join(repository, 'tasks', 'dist', 'registry.js')).href);
  const { definition } = await loadTask(task.id);
  const sample = await writeSampleRecord(join(home, 'sample'), signingKey(home));
  for (let index = 0; index < count; index++) {
    const digest = sha256(`record ${index}`);
    const submission = { ...sample.submission, name: `method-${index % 40}`, digest: sha256(`method ${index % 40}`) };
    const body = {
      ...sample,
      digest,
      submission,
      task: { ...task, version: definition.version },
      track: definition.tracks[0].id,
    };
    await database.query(
      `insert into records (title, authors, digest, body, task, task_version, variant, track, division, profile, device_class, submission, submission_digest, verdict, built_in, finished_at)
       values ($2::jsonb->'submission'->>'title', '{}', $1, $2, $3, $4, 'surrogate', $5, 'from-scratch', 'full', $6, $7, $8, 'VALID', false, now() - $9 * interval '1 minute')`,
      [
        digest,
        { ...body, profile: 'full' },
        task.id,
        definition.version,
        body.track,
        body.machine.deviceClass,
        submission.name,
        submission.digest,
        index,
      ],
    );
  }
}

/** Requests from so many connections, each sending the next when the answer is there. @returns latencies, ms */
async function load(origin, path) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = [];
  const one = () =>
    new Promise((resolve, reject) => {
      const begun = performance.now();
      const sent = request(`${origin}${path}`, { agent }, (response) => {
        response.resume();
        response.once('end', () => {
          if (response.statusCode !== 200) return reject(new Error(`${path}: status ${response.statusCode}`));
          latencies.push(performance.now() - begun);
          resolve();
        });
      });
      sent.once('error', reject);
      sent.end();
    });
  const until = performance.now() + seconds * 1_000;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) await one();
    }),
  );
  agent.destroy();
  return {
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    perSecond: (latencies.length * 1_000) / (performance.now() - begun),
  };
}

async function answers(origin) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isReady = await fetch(`${origin}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the API did not answer within 60 s');
}

const home = mkdtempSync(join(tmpdir(), 'paretoboard-bench-api-'));
const postgres = await startEmbeddedPostgres({ home, log: () => {} });
const bare = createServer((_, response) => response.end('ok'));
let api;
const results = [];
try {
  const database = await openDatabase(postgres.url);
  await fill(database, home);
  await database.destroy();
  const port = await freePort();
  const environment = {
    ...process.env,
    DATABASE_URL: postgres.url,
    PARETOBOARD_HOME: home,
    PARETOBOARD_API_PORT: String(port),
  };
  api = spawn(process.execPath, [join(repository, 'leaderboard-api', 'dist', 'main.js')], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  await answers(origin);
  await new Promise((resolve) => bare.listen(0, '127.0.0.1', resolve));
  const reference = await load(`http://127.0.0.1:${bare.address().port}`, '/');
  const paths = {
    board: `/api/v1/tasks/${task.id}/board?variant=surrogate`,
    records: '/api/v1/records?limit=20',
    record: `/api/v1/records/${sha256('record 0')}`,
    tasks: '/api/v1/tasks',
    log: '/api/v1/log',
  };
  for (const [name, path] of Object.entries(paths)) {
    await fetch(`${origin}${path}`);
    const { p50, p99, perSecond } = await load(origin, path);
    const detail = { connections, records: count, reference: 'a bare Node server' };
    results.push(shown({ id: `api-${name}-p50`, unit: 'ms', ours: p50, theirs: reference.p50, detail }));
    results.push(shown({ id: `api-${name}-p99`, unit: 'ms', ours: p99, theirs: reference.p99 }));
    results.push(shown({ id: `api-${name}-rate`, unit: 'requests/s', ours: perSecond, theirs: reference.perSecond }));
  }
} finally {
  bare.close();
  if (api && api.exitCode === null) {
    api.kill('SIGTERM');
    await once(api, 'exit');
  }
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
results.forEach(print);
process.exitCode = finish(results, values.out);
