import { setTimeout as sleep } from 'node:timers/promises';
import { RunQueue } from '@paretoboard/api/queue/run-queue.js';
import { smallestRun } from '@paretoboard/api/testing/quick-request.js';
import { startWorker } from '@paretoboard/api/testing/worker-process.js';
import { childrenOf, commandOf, descendantsOf, kill, randomPause } from './child.mjs';

export const request = smallestRun('enhanced-lenet5-traffic-sign');
/** Long enough for every run of a batch on a slow machine; then what is open counts as lost. */
const patienceMs = 30 * 60_000;

const isMeasuring = (pid) => commandOf(pid).includes('measuring-process.js');
const isGuardian = (pid) => commandOf(pid).includes('paretoboard-guardian');
const isSubmission = (pid) => /host\/main\.js/.test(commandOf(pid));

/** Who is there to be killed below a worker. */
const victims = {
  worker: (worker) => [worker.child.pid],
  measuring: (worker) => childrenOf(worker.child.pid).filter(isMeasuring),
  guardian: (worker) => descendantsOf(worker.child.pid).filter(isGuardian),
  submission: (worker) => descendantsOf(worker.child.pid).filter(isSubmission),
};

async function openRuns(house, ids) {
  const rows = await house.query('select id from runs where id = any ($1) and finished_at is null', [ids]);
  return rows.length;
}

/** Runs go on while every now and then one of their processes is killed without warning, once for each run. */
async function killing(who, { house, home, repetitions, note }) {
  const queue = new RunQueue(house.database);
  const ids = [];
  for (let index = 0; index < repetitions; index++) ids.push(await queue.enqueue(request, true));
  let worker = startWorker(house.url, home);
  let kills = 0;
  const deadline = Date.now() + patienceMs;
  while ((await openRuns(house, ids)) > 0 && Date.now() < deadline) {
    await randomPause(kills < repetitions ? 6_000 : 1_000);
    if (kills < repetitions && childrenOf(worker.child.pid).some(isMeasuring)) {
      const [pid] = victims[who](worker);
      if (pid && kill(pid)) kills += 1;
    }
    if (worker.child.exitCode !== null || worker.child.signalCode !== null) worker = startWorker(house.url, home);
    if (kills > 0 && kills % 5 === 0) note(`  ${who}: ${kills} kills, ${await openRuns(house, ids)} runs open`);
  }
  await worker.end('SIGTERM');
  await sleep(100);
  return outcomes(house, ids, kills);
}

/** Of each run: whether it ended in order, with one record and one entry of the log. */
export async function outcomes(house, ids, kills) {
  const runs = await house.query(
    `select id, state, attempt, record, reasons, (select count(*)::int from records where digest = runs.record) as rows,
            (select count(*)::int from log_entries where record_digest = runs.record) as entries from runs where id = any ($1)`,
    [ids],
  );
  const orphans = await house.query(
    `select count(*)::int as n from records where built_in and not exists (select 1 from runs where runs.record = records.digest)`,
  );
  return runs.map(({ state, attempt, rows, entries, reasons }) => {
    const isPublished = ['published', 'invalid'].includes(state) && rows === 1 && entries === 1;
    // Three attempts that were each killed end as our error, with the reason: told, not lost.
    const isOurError = state === 'error' && reasons.length > 0 && attempt === 3;
    const detail = `${state} after ${attempt} attempts (${reasons.map(({ code }) => code)}); ${kills} kills in all, ${orphans[0].n} records without a run`;
    return { ok: (isPublished || isOurError) && orphans[0].n === 0, detail };
  });
}

export const runKinds = [
  ['kill-submission', 'submission'],
  ['kill-guardian', 'guardian'],
  ['kill-measuring-process', 'measuring'],
  ['kill-worker', 'worker'],
].map(([id, who]) => ({
  id,
  what: `kill -9 of the ${id.slice(5).replace('-', ' ')} at random moments of runs`,
  batch: (context) => killing(who, context),
}));
