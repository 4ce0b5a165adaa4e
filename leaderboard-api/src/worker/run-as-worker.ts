import { once } from 'node:events';
import { readMirror } from '@paretoboard/harness/records/mirror.js';
import { openDatabase } from '../database/data-source.js';
import { stopWithParent } from '../lifetime.js';
import { openLog } from '../observe/log-lines.js';
import { startTracing, traceRun } from '../observe/tracing.js';
import { settingsOrExit } from '../print-settings.js';
import { LeaseSweeper } from '../queue/lease-sweeper.js';
import { RunQueue } from '../queue/run-queue.js';
import { storesOf } from '../store/stores.js';
import { thisRelease } from '../workers/release.js';
import { announcementHere } from './announcement.js';
import { DatabaseLink } from './database-link.js';
import { HttpLink } from './http-link.js';
import { queueBaselines } from './queue-baselines.js';
import type { RunLink } from './run-link.js';
import { type Execute, RunWorker } from './run-worker.js';
import { WorkerRefusedError, work } from './work.js';
import { readWorkerSettings, type WorkerSettings, workerEnvironmentSchema } from './worker-settings.js';

interface Opened {
  readonly link: RunLink;
  close(): Promise<void>;
}

/** With the database: it also looks after the leases of others, and queues the baselines. */
async function overDatabase(url: string, settings: WorkerSettings): Promise<Opened> {
  const { home, baselines, profile } = settings;
  const database = await openDatabase(url);
  const sweeper = new LeaseSweeper(database);
  sweeper.start();
  const queue = new RunQueue(database);
  const queued = await queue.whileAlone(() => queueBaselines(database, queue, baselines, profile));
  console.log(`${queued} baselines queued (profile ${profile})`);
  const close = async (): Promise<void> => {
    sweeper.stop();
    await database.destroy();
  };
  return { link: new DatabaseLink(database, home, storesOf(settings)), close };
}

async function open({ server, ...settings }: WorkerSettings): Promise<Opened> {
  if ('databaseUrl' in server) return overDatabase(server.databaseUrl, { server, ...settings });
  return { link: new HttpLink(server, settings.home), close: async () => undefined };
}

/** Until it is told to stop. @throws WorkerRefusedError */
async function serve(execute: Execute, settings: WorkerSettings, stopping: AbortSignal): Promise<void> {
  if (settings.submissionSandbox === 'process') {
    console.warn(
      'WARNING: PARETOBOARD_SUBMISSION_SANDBOX=process: code that strangers sent runs as this user, with the network and every file that this user can read.',
    );
  }
  if (readMirror(settings.home)) {
    console.log('this home is a mirror: nothing is measured here');
    await once(stopping, 'abort');
    return;
  }
  const { link, close } = await open(settings);
  const worker = new RunWorker({
    link,
    execute,
    submissionSandbox: settings.submissionSandbox,
    stopping,
    onRow: (line) => {
      console.log(line);
      process.send?.({ type: 'row', line });
    },
  });
  try {
    await work({
      link,
      announcement: await announcementHere({ ...settings, release: await thisRelease() }),
      stopping,
      idleSeconds: settings.workerIdleSeconds,
      handle: (leased) => traceRun(leased.run, () => worker.handle(leased)),
      note: (line) => console.log(line),
    });
  } finally {
    await close();
  }
}

/** This process is a worker from now on, as its environment says; it ends when it is told to, or is refused. */
export async function runAsWorker(execute: Execute): Promise<void> {
  const settings = settingsOrExit(workerEnvironmentSchema, () => readWorkerSettings());
  openLog('worker', settings);
  const endTracing = await startTracing('worker', settings);
  const stopping = new AbortController();
  const working = serve(execute, settings, stopping.signal);
  stopWithParent(async () => {
    stopping.abort();
    await working;
    await endTracing();
  });
  try {
    await working;
    await endTracing();
    // The channel to a parent would keep a worker that is done.
    process.exit(0);
  } catch (error) {
    console.error(error instanceof WorkerRefusedError ? `refused: ${error.message}` : error);
    process.exit(3);
  }
}
