// Two API processes and eight workers on one database, under load, for as long as one likes: what is held in memory, what is answered, what is lost.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createToken } from '@paretoboard/api/accounts/accounts.js';
import { RunQueue } from '@paretoboard/api/queue/run-queue.js';
import { startSleepingWorker } from '@paretoboard/api/testing/worker-process.js';
import { finish, print, shown, within } from '../bench/report.mjs';
import { descendantsOf, kill } from '../faults/child.mjs';
import { House } from '../faults/house.mjs';
import { outcomes } from '../faults/runs.mjs';
import { scriptOptions } from '../script-options.mjs';
import { boardPath, Load, wantedRun } from './load.mjs';
import { growth, heldMiB, sumMiB } from './memory.mjs';

const values = scriptOptions(
  `
npm run test:soak -- [--out file] [--minutes n] [--workers n] [--readers n] [--watchers n] [--sleep-ms n] [--kill-every-seconds n]
Two API processes and workers that sleep instead of measuring, half of them over HTTPS's way, on one database under load; workers are killed (-9) at random and
started again. Samples memory, counts answers that are wrong, compares the boards of both processes, and looks at the end whether every run ended in order, with
one record and one entry of the log.

  --minutes n              of load, default 15
  --workers n              default 8
  --readers n              of each API process, default 6
  --watchers n             of runs' events, of each API process, default 20
  --sleep-ms n             of each run, default 3000
  --kill-every-seconds n   on average, default 60; 0: none is killed
  --out file               as JSON, with the curve of memory`,
  {
    out: { type: 'string' },
    minutes: { type: 'string', default: '15' },
    workers: { type: 'string', default: '8' },
    readers: { type: 'string', default: '6' },
    watchers: { type: 'string', default: '20' },
    'sleep-ms': { type: 'string', default: '3000' },
    'kill-every-seconds': { type: 'string', default: '60' },
  },
);
const [minutes, workerCount, readerCount, watcherCount, sleepMs, killEverySeconds] = [
  'minutes',
  'workers',
  'readers',
  'watchers',
  'sleep-ms',
  'kill-every-seconds',
].map((name) => Number(values[name]));
const sampleEveryMs = Math.min(10_000, (minutes * 60_000) / 20);
/** Then what is open counts as stuck: leases end after 30 s, and a run may be begun three times. */
const patienceMs = 300_000;

const root = mkdtempSync(join(tmpdir(), 'paretoboard-soak-'));
const [home, elsewhere] = [join(root, 'home'), join(root, 'elsewhere')];
for (const folder of [home, elsewhere]) mkdirSync(folder);
const house = new House(home);
const begun = performance.now();
const seconds = () => Math.round((performance.now() - begun) / 1_000);
const note = (line) => console.error(`${String(seconds()).padStart(6)} s  ${line}`);

let isOver = false;
let isDrained = false;
let kills = 0;
const apis = [];
let workers = [];
const curve = [];
const results = [];

function startWorker(index, token) {
  const device = `virtual-${index}`;
  if (index % 2 === 0) return startSleepingWorker({ home, device, sleepMs, server: { databaseUrl: house.url } });
  const server = { apiUrl: apis[(index >> 1) % 2].origin, token };
  return startSleepingWorker({ home: elsewhere, device, sleepMs, server });
}

const hasEnded = ({ child }) => child.exitCode !== null || child.signalCode !== null;

/** Starts again what has died: what a supervisor would do. */
async function supervise(token) {
  while (!isDrained) {
    workers = workers.map((worker, index) => (hasEnded(worker) ? startWorker(index, token) : worker));
    await sleep(1_000);
  }
}

async function killAtRandom() {
  while (killEverySeconds > 0 && !isOver) {
    await sleep(Math.random() * 2_000 * killEverySeconds);
    const worker = workers[Math.floor(Math.random() * workers.length)];
    if (!isOver && !hasEnded(worker) && kill(worker.child.pid)) kills += 1;
  }
}

async function openRuns() {
  const [{ open }] = await house.query('select count(*)::int as open from runs where finished_at is null');
  return open;
}

/** Twice as many runs wait as there are workers. */
async function fillQueue(ids) {
  const queue = new RunQueue(house.database);
  while (!isOver) {
    for (let missing = 3 * workerCount - (await openRuns()); missing > 0; missing--)
      ids.push(await queue.enqueue(wantedRun, true));
    await sleep(500);
  }
}

async function sample(load, ids) {
  let before = 0;
  while (!isOver) {
    await sleep(sampleEveryMs);
    const api = apis.map(({ child }) => heldMiB(child.pid));
    const living = workers.filter((worker) => !hasEnded(worker)).map(({ child }) => child.pid);
    const database = descendantsOf(process.pid).filter(
      (pid) => !living.includes(pid) && !apis.some(({ child }) => child.pid === pid),
    );
    const point = {
      second: seconds(),
      firstApiMiB: Math.round(api[0]),
      secondApiMiB: Math.round(api[1]),
      workersMiB: Math.round(sumMiB(living)),
      workers: living.length,
      databaseMiB: Math.round(sumMiB(database)),
      runs: ids.length,
      answersPerSecond: Math.round(((load.answers - before) * 1_000) / sampleEveryMs),
      load: Number(loadavg()[0].toFixed(1)),
    };
    before = load.answers;
    curve.push(point);
    note(JSON.stringify(point));
  }
}

/** Of the newest run for which `condition` holds; null: of none. */
const latest = (column, condition) => async () => {
  const [row] = await house.query(
    `select ${column} as value from runs where ${condition} order by created_at desc limit 1`,
  );
  return row?.value ?? null;
};

async function underLoad(load, ids) {
  const known = { run: latest('id', "state = 'timing'"), record: latest('record', 'record is not null') };
  const at = (id, path) => async () => {
    const found = await known[id]();
    return found === null ? null : path(found);
  };
  const fixed = (path) => async () => path;
  const kinds = [
    [fixed(boardPath)],
    [fixed('/api/v1/queue'), fixed('/api/v1/workers'), fixed('/api/v1/tasks'), fixed('/api/v1/log?limit=50')],
    [at('run', (id) => `/api/v1/runs/${id}`), at('record', (digest) => `/api/v1/records/${digest}`), fixed('/metrics')],
  ];
  const going = apis.flatMap(({ origin }) => [
    ...Array.from({ length: readerCount }, (_, index) => load.reader(origin, kinds[index % kinds.length])),
    ...Array.from({ length: watcherCount }, () => load.watcher(origin, known.run)),
  ]);
  await Promise.all([...going, load.comparer(), fillQueue(ids), killAtRandom(), sample(load, ids)]);
}

try {
  await house.open();
  const worker = { person: 'machine', role: 'worker', name: 'soak', scopes: null, expiresAt: null };
  const { token } = await createToken(house.database.manager, worker);
  apis.push(await house.startApi(), await house.startApi());
  workers = Array.from({ length: workerCount }, (_, index) => startWorker(index, token));
  const supervised = supervise(token);
  const ids = [];
  const load = new Load(
    apis.map(({ origin }) => origin),
    () => isOver,
  );
  setTimeout(() => {
    isOver = true;
  }, minutes * 60_000);
  await underLoad(load, ids);
  note(`the load is over: ${ids.length} runs, ${kills} kills`);
  for (const deadline = performance.now() + patienceMs; performance.now() < deadline && (await openRuns()) > 0; )
    await sleep(500);
  isDrained = true;
  await supervised;
  const ended = await outcomes(house, ids, kills);
  const bad = ended.filter(({ ok }) => !ok);
  const fault = await house.logFault();
  if (fault !== null) note(fault);
  for (const { detail } of bad.slice(0, 10)) note(detail);
  const wrong = [...load.wrong.values()].reduce((sum, count) => sum + count, 0);
  const detail = { runs: ids.length, kills, minutes, workers: workerCount, examples: bad.slice(0, 3), log: fault };
  results.push(
    within(0, { id: 'soak-runs-not-in-order', unit: 'runs', ours: bad.length + (fault === null ? 0 : 1), detail }),
    within(0, {
      id: 'soak-wrong-answers',
      unit: 'answers',
      ours: wrong,
      detail: { answers: load.answers, watchedRuns: load.watched, ...Object.fromEntries(load.wrong) },
    }),
    within(0, {
      id: 'soak-older-boards',
      unit: 'boards',
      ours: load.older,
      detail: { comparisons: load.comparisons },
    }),
  );
  for (const name of ['firstApiMiB', 'secondApiMiB', 'workersMiB', 'databaseMiB']) {
    const { from, to } = growth(curve, name);
    results.push(
      shown({
        id: `soak-${name}`,
        unit: 'MiB',
        ours: to,
        theirs: from,
        ...(name === 'firstApiMiB' ? { detail: { curve } } : {}),
      }),
    );
  }
} finally {
  isOver = true;
  isDrained = true;
  for (const { child } of [...workers, ...apis]) if (child.pid) kill(child.pid);
  await house.close();
  rmSync(root, { recursive: true, force: true });
}
for (const { detail: { curve: _, ...detail } = {}, ...result } of results) print({ ...result, detail });
process.exitCode = finish(results, values.out);
