// The API with a million records, beside the least that its framework can do, by turns in one run. With `wrk` where it is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { quickRequest } from '@paretoboard/api/testing/quick-request.js';
import { freePort } from '../free-port.mjs';
import { scriptOptions } from '../script-options.mjs';
import { median, quantile } from './alternate.mjs';
import { fromHarness, repository } from './instrument.mjs';
import { findLoader, load } from './load.mjs';
import { fillRecords } from './million-records.mjs';
import { finish, print, shown, within } from './report.mjs';
import { watchEvents } from './watch-events.mjs';

const values = scriptOptions(
  `
npm run bench:api -- [--out file] [--seconds n] [--starts n] [--connections n] [--records n] [--watchers n] [--home folder]
The API under load, by turns with a Nest-on-Fastify server that answers one line: reads of a board, publishing, and watchers of a run.

  --seconds n       of each block, default 3
  --starts n        of both servers, each with two blocks of each kind, default 6
  --connections n   default 200
  --records n       in the database, default 1000000
  --watchers n      of one run's events, default 2000
  --home folder     where database and files are kept, and found again by the next run with as many records; absent: removed at the end
  --out file        as JSON`,
  {
    out: { type: 'string' },
    seconds: { type: 'string', default: '3' },
    starts: { type: 'string', default: '6' },
    connections: { type: 'string', default: '200' },
    records: { type: 'string', default: '1000000' },
    watchers: { type: 'string', default: '2000' },
    home: { type: 'string' },
  },
);
const [seconds, starts, connections, count, watchers] = [
  values.seconds,
  values.starts,
  values.connections,
  values.records,
  values.watchers,
].map(Number);
const publications = 40;
const events = 20;
const fromApi = (path) => import(pathToFileURL(join(repository, 'leaderboard-api', 'dist', path)).href);
const { startEmbeddedPostgres } = await fromApi('database/embedded-postgres.js');
const { openDatabase } = await fromApi('database/data-source.js');
const { boardKeys, rebuildBoardRows } = await fromApi('board/board-rows.js');
const { publishRecord } = await fromApi('records/publish-record.js');
const { writeSample, sampleTask: task } = await fromApi('testing/publish-sample.js');
const { sha256 } = await fromHarness('records/digest.js');

async function answers(origin) {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isReady = await fetch(`${origin}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await pause(100);
  }
  throw new Error('the API did not answer within 60 s');
}

/** Of all its threads so far, in ms. */
function processorMs(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10; // User and system time, in ticks of 10 ms.
}

/** @returns {Promise<{rate: number, p50: number, p99: number, bytes: number, processorUs: number}>} the last is the server's own, for each request */
async function block({ url, pid }, headers = {}) {
  const before = processorMs(pid);
  const outcome = await load(loader, { url, connections, seconds, headers, folder: home });
  return { ...outcome, processorUs: ((processorMs(pid) - before) * 1000) / (outcome.rate * seconds) };
}

/** Not counted by the load generator, which takes each for a success. @throws Error where the board is sent to who holds it, or not to who does not */
async function checkStatus({ url }, headers, expected) {
  const { status } = await fetch(url, { headers });
  if (status !== expected) throw new Error(`${url}: expected ${expected}, found ${status}`);
}

/** Two blocks of each, by turns. @param {200 | 304} expected status */
async function pairsOf(read, hello, headers, expected) {
  const ourBlock = async () => {
    const measured = await block(read, headers);
    await checkStatus(read, headers, expected);
    return measured;
  };
  const ahead = await ourBlock();
  const theirs = [await block(hello), await block(hello)];
  const ours = [ahead, await ourBlock()];
  return ours.map((one, turn) => ({ ours: one, theirs: theirs[turn], load: loadavg()[0] }));
}

/** Medians over starts of the medians of neighbours; the same program differs by more from start to start than from block to block. */
function besideHello(name, pairsOfStarts) {
  const overStarts = (select) => median(pairsOfStarts.map((pairs) => median(pairs.map(select))));
  const ratios = (select) =>
    pairsOfStarts.map((pairs) => median(pairs.map(({ ours, theirs }) => select(ours) / select(theirs))));
  const result = (kind, unit, select, detail) => {
    const [ours, theirs] = [overStarts((pair) => select(pair.ours)), overStarts((pair) => select(pair.theirs))];
    const each = ratios(select).map((ratio) => Number(ratio.toPrecision(3)));
    const ratio = Number(median(each).toPrecision(4));
    return { ...shown({ id: `${name}-${kind}`, unit, ours, theirs, detail: { ...detail, ratios: each } }), ratio };
  };
  const detail = {
    connections,
    records: count,
    loader,
    processorUs: {
      ours: Math.round(overStarts(({ ours }) => ours.processorUs)),
      theirs: Math.round(overStarts(({ theirs }) => theirs.processorUs)),
    },
    loadAverages: pairsOfStarts.map(([{ load }]) => Number(load.toFixed(1))),
  };
  return {
    rate: result('rate', 'requests/s', (one) => one.rate, detail),
    p99: result('p99', 'ms', (one) => one.p99),
  };
}

/** Stops a server that was started here. */
async function end(child) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function measurePublishing(database, home) {
  const times = [];
  for (let index = 0; index < publications; index++) {
    const folder = mkdtempSync(join(tmpdir(), 'paretoboard-bench-publish-'));
    const finishedAt = new Date(Date.now() - index * 1_000).toISOString();
    const record = await writeSample(folder, home, { name: `method-${index % 40}`, finishedAt });
    const begun = performance.now();
    await publishRecord(database, record, folder, { home, builtIn: true }, async () => undefined);
    times.push(performance.now() - begun);
    rmSync(folder, { recursive: true });
  }
  return times;
}

async function measureWatching(database, origin, pid) {
  const request = quickRequest(task, 'null');
  const [{ id: run }] = await database.query(
    `insert into runs (request, built_in, state) values ($1, true, 'training') returning id`,
    [request],
  );
  const memory = () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  const before = memory();
  const begun = performance.now();
  const { heard, close } = await watchEvents(`${origin}/api/v1/runs/${run}/events`, watchers);
  const connectMs = performance.now() - begun;
  const told = new Map();
  for (let index = 0; index < events; index++) {
    const event = {
      at: new Date().toISOString(),
      state: 'training',
      stage: 'train',
      progress: index / events,
      message: `step ${index}`,
    };
    const at = performance.now();
    const [{ seq }] = await database.query('insert into run_events (run, event) values ($1, $2) returning seq', [
      run,
      event,
    ]);
    told.set(String(seq), at);
    await pause(250);
  }
  await pause(1_000);
  const delays = [...told].flatMap(([id, at]) => (heard.get(id) ?? []).map((time) => time - at));
  const after = memory();
  close();
  return { delays, connectMs, memoryMiB: after - before };
}

const loader = await findLoader();
const home = values.home === undefined ? mkdtempSync(join(tmpdir(), 'paretoboard-bench-api-')) : resolve(values.home);
const postgres = await startEmbeddedPostgres({ home, log: () => {} });
const note = (line) => console.error(line);
let api;
let hello;
let database;
const results = [];
try {
  database = await openDatabase(postgres.url);
  const [{ found }] = await database.query('select count(*)::int as found from records');
  if (found < count) {
    if (found > 0) throw new Error(`${home}: expected none or ${count} records, found ${found}`);
    const begun = performance.now();
    const sample = await writeSample(join(home, 'sample'), home, { name: 'method-0' });
    await fillRecords(database, count, sample, { boardKeys, rebuildBoardRows, sha256 }, note);
    results.push(shown({ id: 'api-fill', unit: 's', ours: (performance.now() - begun) / 1_000 }));
  }
  const [{ bytes: databaseBytes }] = await database.query(
    'select pg_database_size(current_database())::float8 as bytes',
  );
  results.push(
    shown({ id: 'api-database', unit: 'GB', ours: databaseBytes / 1e9, detail: { records: Math.max(found, count) } }),
  );
  const port = await freePort();
  const environment = {
    ...process.env,
    DATABASE_URL: postgres.url,
    PARETOBOARD_HOME: home,
    PARETOBOARD_API_PORT: String(port),
  };
  const origin = `http://127.0.0.1:${port}`;
  const board = `${origin}/api/v1/tasks/${task}/board?variant=surrogate`;
  const read = (url) => ({ url, pid: api.pid });
  const packedPairs = [];
  const heldPairs = [];
  for (let start = 0; start < starts; start++) {
    await end(api);
    await end(hello);
    api = spawn(process.execPath, [join(repository, 'leaderboard-api', 'dist', 'main.js')], {
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    hello = spawn(process.execPath, [fileURLToPath(new URL('hello-nest.mjs', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [greeting] = await once(createInterface({ input: hello.stdout }), 'line');
    const helloWorld = { url: greeting, pid: hello.pid };
    await answers(origin);
    const begun = performance.now();
    const { rows } = await (await fetch(board)).json();
    const firstMs = performance.now() - begun;
    const detail = { rows: rows.length, records: count };
    if (start === 0) results.push(shown({ id: 'api-board-first-read', unit: 'ms', ours: firstMs, detail }));
    // The data sets are counted beside it at the first start; the board is made anew with what was found.
    await pause(start === 0 ? 20_000 : 3_000);
    await database.query('update board_versions set version = version + 1');
    await block(helloWorld);
    await block(read(board));
    packedPairs.push(await pairsOf(read(board), helloWorld, { 'accept-encoding': 'gzip' }, 200));
    const tag = (await fetch(board)).headers.get('etag');
    heldPairs.push(await pairsOf(read(board), helloWorld, { 'if-none-match': tag }, 304));
  }
  const packed = besideHello('api-board', packedPairs);
  results.push({ ...packed.rate, goal: 'ratio ≥ 0.8', ok: packed.rate.ratio >= 0.8 });
  results.push({ ...packed.p99, goal: 'ratio ≤ 2', ok: packed.p99.ratio <= 2 });
  const held = besideHello('api-board-held', heldPairs);
  results.push(held.rate, held.p99);
  const others = {
    'board-unpacked': [board, {}],
    record: [`${origin}/api/v1/records/${sha256('record 0')}`, {}],
    queue: [`${origin}/api/v1/queue`, {}],
  };
  for (const [name, [url, headers]] of Object.entries(others)) {
    const { rate, p99, bytes, processorUs } = await block(read(url), headers);
    results.push(
      shown({
        id: `api-${name}-rate`,
        unit: 'requests/s',
        ours: rate,
        detail: { bytesPerSecond: Math.round(bytes), processorUs: Math.round(processorUs) },
      }),
    );
    results.push(shown({ id: `api-${name}-p99`, unit: 'ms', ours: p99 }));
  }
  await database.query('set synchronous_commit = on');
  const publishing = await measurePublishing(database, home);
  const detail = { publications, p99Ms: Math.round(quantile(publishing, 0.99)), load: loadavg()[0] };
  results.push(within(50, { id: 'api-publish', unit: 'ms', ours: median(publishing), detail }));
  const remade = performance.now();
  await (await fetch(board)).arrayBuffer();
  results.push(shown({ id: 'api-board-after-publish', unit: 'ms', ours: performance.now() - remade }));
  const past = performance.now();
  await (await fetch(`${board}&asOf=2026-01-05`)).arrayBuffer();
  results.push(shown({ id: 'api-board-of-a-date', unit: 'ms', ours: performance.now() - past }));
  const { delays, connectMs, memoryMiB } = await measureWatching(database, origin, api.pid);
  results.push(
    shown({
      id: 'api-events-delay-p99',
      unit: 'ms',
      ours: quantile(delays, 0.99),
      detail: {
        watchers,
        events,
        p50Ms: Number(quantile(delays, 0.5).toFixed(1)),
        connectMs: Math.round(connectMs),
        memoryMiB: Math.round(memoryMiB),
      },
    }),
  );
  const missing = watchers * events - delays.length;
  results.push(within(0, { id: 'api-events-not-delivered', unit: 'events', ours: missing }));
} finally {
  await database?.destroy();
  await end(api);
  await end(hello);
  await postgres.stop();
  if (values.home === undefined) rmSync(home, { recursive: true, force: true });
}
results.forEach(print);
process.exitCode = finish(results, values.out);
