import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { readMirror } from '@paretoboard/harness/records/mirror.js';
import { openDatabase } from '../database/data-source.js';
import { stopWithParent } from '../lifetime.js';
import { RunQueue } from '../queue/run-queue.js';
import { workerApplication } from '../queue/workers.js';
import { readSettings } from '../settings.js';
import { storesOf } from '../store/stores.js';
import { queueBaselines } from './queue-baselines.js';
import { RunWorker } from './run-worker.js';

const aliveEveryMs = 10_000;

const settings = readSettings();
const url = new URL(settings.databaseUrl);
url.searchParams.set('application_name', workerApplication(randomBytes(4).toString('hex')));
const database = await openDatabase(url.href);
const queue = await RunQueue.open(settings.databaseUrl, database, (error) => console.error(error));
if (settings.submissionSandbox === 'process') {
  console.warn(
    'WARNING: PARETOBOARD_SUBMISSION_SANDBOX=process: code that strangers sent runs as this user, with the network and every file that this user can read.',
  );
}
const stopping = new AbortController();
const worker = new RunWorker({
  database,
  home: settings.home,
  stores: storesOf(settings),
  submissionSandbox: settings.submissionSandbox,
  stopping: stopping.signal,
  onRow: (line) => {
    console.log(line);
    process.send?.({ type: 'row', line });
  },
});
let current: Promise<void> = Promise.resolve();
// Health reads from the server's own statistics that a worker is connected and speaks.
const alive = setInterval(
  () => void database.query('select 1').catch((error: unknown) => console.error(error)),
  aliveEveryMs,
);
stopWithParent(async () => {
  clearInterval(alive);
  stopping.abort();
  await current.catch(() => undefined);
  await queue.close();
  await database.destroy();
});
if (readMirror(settings.home)) {
  console.log('this home is a mirror: nothing is measured here');
} else {
  const queued = await queue.whileAlone(async () => {
    await queue.requeueLost();
    return queueBaselines(database, queue, settings.baselines, settings.profile);
  });
  console.log(`${queued} baselines queued (profile ${settings.profile})`);
  await queue.work((run, signal) => {
    current = worker.handle(run, signal);
    return current;
  });
}
