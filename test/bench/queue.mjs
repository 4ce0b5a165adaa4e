// The queue at 100,000 waiting runs, and workers that sleep instead of measuring: it is the queue that is measured.
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@paretoboard/api/database/data-source.js';
import { startEmbeddedPostgres } from '@paretoboard/api/database/embedded-postgres.js';
import { pauseQueue, resumeQueue } from '@paretoboard/api/queue/control-queue.js';
import { describeQueue } from '@paretoboard/api/queue/describe-queue.js';
import { endAttempt } from '@paretoboard/api/queue/end-run.js';
import { leaseRun } from '@paretoboard/api/queue/lease-run.js';
import { placesOf } from '@paretoboard/api/queue/places.js';
import { RunQueue } from '@paretoboard/api/queue/run-queue.js';
import { quickRequest } from '@paretoboard/api/testing/quick-request.js';
import { startSleepingWorker } from '@paretoboard/api/testing/worker-process.js';
import { announcementHere } from '@paretoboard/api/worker/announcement.js';
import { registerWorker } from '@paretoboard/api/workers/register-worker.js';
import { thisRelease } from '@paretoboard/api/workers/release.js';
import { scriptOptions } from '../script-options.mjs';
import { quantile } from './alternate.mjs';
import { finish, print, shown, within } from './report.mjs';

const values = scriptOptions(
  `
npm run bench:queue -- [--out file] [--queued n] [--leases n] [--workers n] [--sleep-ms n] [--runs n]
Leases with many runs waiting, and how the work grows with workers that sleep instead of measuring (virtual devices).

  --queued n     runs that wait, of 200 people in the lanes of all tasks, default 100000
  --leases n     that are timed, default 500
  --workers n    processes beside one alone, default 8
  --sleep-ms n   of each run, default 4000
  --runs n       of each worker, default 6
  --out file     as JSON`,
  {
    out: { type: 'string' },
    queued: { type: 'string', default: '100000' },
    leases: { type: 'string', default: '500' },
    workers: { type: 'string', default: '8' },
    'sleep-ms': { type: 'string', default: '4000' },
    runs: { type: 'string', default: '6' },
  },
);
const [queued, leases, workers, sleepMs, runsEach] = ['queued', 'leases', 'workers', 'sleep-ms', 'runs'].map((name) =>
  Number(values[name]),
);
const home = mkdtempSync(join(tmpdir(), 'paretoboard-bench-queue-'));
const request = quickRequest('enhanced-lenet5-traffic-sign', 'null');

async function timed(times, act, before = async () => {}) {
  const found = [];
  for (let index = 0; index < times; index++) {
    await before();
    const begun = performance.now();
    await act(index);
    found.push(performance.now() - begun);
  }
  return { least: Math.min(...found), p50: quantile(found, 0.5), p99: quantile(found, 0.99) };
}

/** As `enqueue` leaves them: two hundred shares whose runs stand a minute apart. */
async function fill(database, lanes) {
  await database.query(
    `insert into runs (request, built_in, state, priority, share, turn, lane)
     select $2::jsonb, true, 'queued', 100, 'person:' || (n % 200), 60 * (n / 200), ($3::text[])[1 + n % cardinality($3::text[])]
       from generate_series(0, $1::int - 1) as n`,
    [queued, JSON.stringify(request), lanes],
  );
  await database.query('vacuum analyze runs');
}

async function atLength(database) {
  const identity = { home, name: null, device: 'virtual', submissionSandbox: 'process', release: await thisRelease() };
  const announcement = await announcementHere(identity);
  const { worker } = await registerWorker(database, announcement, { link: 'database' });
  const [{ lanes }] = await database.query('select lanes from workers where id = $1', [worker]);
  await fill(database, lanes);
  const queue = new RunQueue(database);
  let held = null;
  const release = async () => {
    // Not timed: the device is held by one run.
    if (held) await endAttempt(database, held, { outcome: 'failed', reason: null });
  };
  const lease = await timed(
    leases,
    async () => {
      held = (await leaseRun(database, worker)).leased.lease;
    },
    release,
  );
  await release();
  const [{ id }] = await database.query(`select id from runs where state = 'queued' order by turn desc limit 1`);
  const enqueue = await timed(100, () => queue.enqueue(request, true));
  const place = await timed(20, () => placesOf(database, [id]));
  const figures = await timed(20, () => describeQueue(database));
  const detail = { queued, lanes: lanes.length, leases, load: loadavg()[0] };
  await database.query('delete from runs');
  return [
    within(20, { id: 'queue-lease-p50', unit: 'ms', ours: lease.p50, detail }),
    shown({ id: 'queue-lease-least', unit: 'ms', ours: lease.least }),
    shown({ id: 'queue-lease-p99', unit: 'ms', ours: lease.p99 }),
    shown({ id: 'queue-enqueue-p50', unit: 'ms', ours: enqueue.p50 }),
    shown({ id: 'queue-place-p50', unit: 'ms', ours: place.p50 }),
    shown({ id: 'queue-figures-p50', unit: 'ms', ours: figures.p50 }),
  ];
}

/** Runs a second and worker, each worker from its first run's begin to its last one's end. */
async function rateOf(url, database, count) {
  const queue = new RunQueue(database);
  await pauseQueue(database, 'until all workers are there');
  const ids = [];
  for (let made = 0; made < count * runsEach; made++) ids.push(await queue.enqueue(request, true));
  const started = Array.from({ length: count }, (_, index) =>
    startSleepingWorker({ home, device: `virtual ${index}`, sleepMs, server: { databaseUrl: url } }),
  );
  try {
    while ((await describeQueue(database)).workers.here < count) await sleep(200);
    await resumeQueue(database);
    const open = async () =>
      (await database.query('select 1 from runs where id = any ($1) and finished_at is null limit 1', [ids])).length >
      0;
    while (await open()) await sleep(200);
  } finally {
    await Promise.all(started.map((worker) => worker.end('SIGTERM')));
  }
  const rows = await database.query(
    `select count(*)::int as runs, extract(epoch from max(finished_at) - min(started_at))::float8 as seconds
       from runs where id = any ($1) and state = 'published' group by worker`,
    [ids],
  );
  const published = rows.reduce((sum, { runs }) => sum + runs, 0);
  if (published !== ids.length) throw new Error(`${published} of ${ids.length} runs were published`);
  const rate = rows.reduce((sum, { runs, seconds }) => sum + runs / seconds, 0) / count;
  return { rate, begun: rows.length };
}

const postgres = await startEmbeddedPostgres({ home, log: () => {} });
let results = [];
try {
  const database = await openDatabase(postgres.url);
  results = await atLength(database);
  await database.query('delete from workers');
  const one = await rateOf(postgres.url, database, 1);
  const load = loadavg()[0];
  const all = await rateOf(postgres.url, database, workers);
  const ratio = all.rate / one.rate;
  results.push({
    id: `queue-linear-to-${workers}-workers`,
    unit: 'runs/s and worker',
    ours: Number(all.rate.toPrecision(4)),
    theirs: Number(one.rate.toPrecision(4)),
    ratio: Number(ratio.toPrecision(4)),
    goal: 'ratio ≥ 0.95',
    ok: ratio >= 0.95,
    detail: { workers: all.begun, sleepMs, runsEach, loadBefore: load, loadAfter: loadavg()[0] },
  });
  await database.destroy();
} finally {
  await postgres.stop();
  rmSync(home, { recursive: true, force: true });
}
results.forEach(print);
process.exitCode = finish(results, values.out);
