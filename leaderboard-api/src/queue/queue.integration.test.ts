import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { RunRequest } from '@paretoboard/contract/run-state.js';
import { type RuntimeName, runtimeNames } from '@paretoboard/contract/runtime.js';
import type { Announcement, LeasedRun } from '@paretoboard/contract/worker-link.js';
import { digestOf, sha256 } from '@paretoboard/harness/records/digest.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { signDigest } from '@paretoboard/harness/records/signing.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { RunEntity } from '../runs/run.entity.js';
import { announced, testRelease } from '../testing/announced.js';
import { quickRequest } from '../testing/quick-request.js';
import { describeWorkers } from '../workers/describe-workers.js';
import { RegistrationRefusedError, registerWorker } from '../workers/register-worker.js';
import { declareRelease } from '../workers/release.js';
import { thisMachine } from '../workers/this-machine.js';
import { checkOffered } from './check-offered.js';
import { drainWorker, pauseQueue, resumeQueue, resumeWorker } from './control-queue.js';
import { describeQueue } from './describe-queue.js';
import { endAttempt, LeaseLostError } from './end-run.js';
import { priorities, shareOf } from './fair-share.js';
import { renewLease } from './lease-news.js';
import { leaseRun } from './lease-run.js';
import { LeaseSweeper } from './lease-sweeper.js';
import { placesOf } from './places.js';
import { RunQueue } from './run-queue.js';
import { untimedMachine } from './untimed-machine.js';

const home = mkdtempSync(join(tmpdir(), 'paretoboard queue '));
const release = testRelease;
const request = quickRequest('some-task', 'null');
const broken: Reason = { code: 'infrastructure', message: 'the disk is full', remedy: 'none' };
let postgres: EmbeddedPostgres;
let database: DataSource;
let queue: RunQueue;

beforeAll(async () => {
  postgres = await startEmbeddedPostgres({ home, log: () => undefined });
  database = await openDatabase(postgres.url);
  queue = new RunQueue(database);
});

afterAll(async () => {
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

beforeEach(async () => {
  await database.query('delete from runs');
  await database.query('delete from workers');
  await database.query('delete from queue_shares');
  await database.query('update queue_control set release = null, paused_at = null');
});

async function register(announcement: Announcement, link: 'database' | 'https' = 'database', owner = '') {
  const signature = signDigest(digestOf(announcement), signingKey(home));
  const reach = link === 'database' ? ({ link } as const) : ({ link, owner } as const);
  return registerWorker(database, { announcement, signature }, reach);
}

async function worker(changes: Partial<Announcement> = {}): Promise<string> {
  return (await register(announced(home, changes))).worker;
}

async function leased(id: string): Promise<LeasedRun> {
  const answer = await leaseRun(database, id);
  expect(answer.idle).toBeNull();
  return answer.leased!;
}

async function idleReason(id: string): Promise<string | undefined> {
  return (await leaseRun(database, id)).idle?.reason;
}

async function runOf(id: string): Promise<RunEntity> {
  return database.getRepository(RunEntity).findOneByOrFail({ id });
}

async function enqueueFor(share: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let made = 0; made < count; made++)
    ids.push(
      await database.transaction((manager) =>
        queue.enqueueIn(manager, { request, builtIn: false, share, priority: priorities.submission }),
      ),
    );
  return ids;
}

/** Leases everything that waits, as one worker that ends each run at once. @returns the runs' ids in order */
async function leaseAll(id: string): Promise<string[]> {
  const order: string[] = [];
  for (;;) {
    const { leased } = await leaseRun(database, id);
    if (!leased) return order;
    order.push(leased.run);
    await endAttempt(database, leased.lease, { outcome: 'failed', reason: broken });
  }
}

test('shares take turns, however many runs each has; whoever comes later starts where the others are', async () => {
  const id = await worker();
  const [ann, ben, eve] = ['ann', 'ben', 'eve'].map((owner) => shareOf({ owner, team: null })) as [
    string,
    string,
    string,
  ];
  const anns = await enqueueFor(ann, 6);
  const bens = await enqueueFor(ben, 2);
  const order: string[] = [];
  for (let count = 0; count < 4; count++) {
    const { run, lease } = await leased(id);
    order.push(run);
    await endAttempt(database, lease, { outcome: 'failed', reason: broken });
  }
  expect(order).toEqual([anns[0], bens[0], anns[1], bens[1]]);
  const eves = await enqueueFor(eve, 2);
  // Eve has saved up nothing, and waits for nobody’s backlog.
  expect(await leaseAll(id)).toEqual([eves[0], anns[2], eves[1], anns[3], anns[4], anns[5]]);
});

test('classes of priority: operators, submissions, built-ins', async () => {
  const id = await worker();
  const ids: string[] = [];
  for (const priority of ['builtIn', 'submission', 'operator'] as const)
    ids.unshift(
      await database.transaction((manager) =>
        queue.enqueueIn(manager, { request, builtIn: true, priority: priorities[priority] }),
      ),
    );
  expect(await leaseAll(id)).toEqual(ids);
});

test('a run goes to a worker with its device, its level, its task and its data, and waits in sight where there is none', async () => {
  const cpu = await worker();
  const gpu = await worker({ deviceClass: 'gpu:Model X', sandboxes: ['process', 'namespace'] });
  const wanted = (changes: Partial<RunRequest>) => queue.enqueue({ ...request, ...changes }, true);
  const onGpu = await wanted({ device: 'gpu' });
  const onModel = await wanted({ device: 'gpu:Model X' });
  const isolated = await wanted({ sandbox: 'namespace' });
  await wanted({ device: 'gpu:Model Y' });
  await wanted({ variant: 'official' });
  const anywhere = await wanted({});
  expect(await leaseAll(cpu)).toEqual([anywhere]);
  expect(await leaseAll(gpu)).toEqual([onGpu, onModel, isolated]);
  expect((await describeQueue(database)).withoutWorker).toEqual([
    { device: 'any', sandbox: 'process', task: 'some-task', variant: 'official', runtime: null, waiting: 1 },
    { device: 'gpu:Model Y', sandbox: 'process', task: 'some-task', variant: 'surrogate', runtime: null, waiting: 1 },
  ]);
});

test('a run goes to a worker with its runtime; who has others is not kept from what comes behind it', async () => {
  const withRuntimes = (names: readonly RuntimeName[]) => {
    const runtimes = runtimeNames.map((name) => ({
      name,
      available: names.includes(name),
      device: null,
      version: null,
    }));
    return worker({ facts: { ...announced(home).facts, runtimes } });
  };
  const [few, many] = [await withRuntimes(['cpu']), await withRuntimes(['cpu', 'wasm'])];
  const wanted = (runtime: string | null) => queue.enqueue({ ...request, runtime }, true);
  const ofWasm = [await wanted('wasm'), await wanted('wasm'), await wanted('wasm')];
  const [anywhere, ofCpu, ofWebgpu] = [await wanted(null), await wanted('cpu'), await wanted('webgpu')];
  expect(await leaseAll(few)).toEqual([anywhere, ofCpu]);
  expect(await leaseAll(many)).toEqual(ofWasm);
  expect((await describeQueue(database)).withoutWorker).toMatchObject([{ runtime: 'webgpu', waiting: 1 }]);
  expect((await placesOf(database, [ofWebgpu])).get(ofWebgpu)).toEqual({ ahead: 0, etaSeconds: null });
  const offers = (runtime: string | null) => checkOffered(database.manager, { ...request, runtime });
  await offers('wasm');
  await expect(offers('webgpu')).rejects.toThrow('runtime webgpu');
  await expect(checkOffered(database.manager, { ...request, device: 'gpu' })).rejects.toThrow('device gpu');
  // A worker that does not say what it has is given everything, and nobody is refused where no worker was there of late.
  expect(await leaseAll(await worker())).toEqual([ofWebgpu]);
  await database.query(`update workers set heard_at = now() - interval '8 days'`);
  await offers('webgpu');
});

test('a worker holds one lease, and a device is held by one worker', async () => {
  const machine = sha256('one machine');
  const [first, second, other] = [
    await worker({ machine }),
    await worker({ machine }),
    await worker({ machine, device: 'gpu 1' }),
  ];
  await enqueueFor('ann', 4);
  const held = await leased(first);
  expect(await idleReason(first)).toBe('device-busy');
  expect((await leaseRun(database, second)).idle?.detail).toContain(first);
  await leased(other);
  await endAttempt(database, held.lease, { outcome: 'failed', reason: broken });
  const both = await Promise.all([leaseRun(database, first), leaseRun(database, second)]);
  expect(both.filter((answer) => answer.leased !== null)).toHaveLength(1);
});

test('many workers at once get each run once', async () => {
  const ids = await enqueueFor('ann', 40);
  const workers = await Promise.all(Array.from({ length: 8 }, () => worker()));
  const orders = await Promise.all(workers.map(leaseAll));
  expect(orders.flat().sort()).toEqual([...ids].sort());
});

test('a lease that is not renewed ends, in the sweeper’s own time, and nothing that comes after counts', async () => {
  const id = await worker();
  const [run] = await enqueueFor('ann', 1);
  const { lease } = await leased(id);
  const sweeper = new LeaseSweeper(database);
  expect(await sweeper.sweep(0)).toBe(0);
  await database.query(`update runs set lease_expires_at = now() - interval '1 hour'`);
  // As when the database’s clock is set: whoever lives renews before the sweeper believes it.
  expect(await sweeper.sweep(1_000)).toBe(0);
  await renewLease(database, lease);
  expect(await sweeper.sweep(60_000)).toBe(0);
  await database.query(`update runs set lease_expires_at = now() - interval '1 hour'`);
  expect(await sweeper.sweep(61_000)).toBe(0);
  expect(await sweeper.sweep(70_000)).toBe(1);
  expect(await runOf(run!)).toMatchObject({ state: 'queued', attempt: 1, leaseExpiresAt: null });
  await expect(renewLease(database, lease)).rejects.toBeInstanceOf(LeaseLostError);
  await expect(endAttempt(database, lease, { outcome: 'failed', reason: broken })).rejects.toBeInstanceOf(
    LeaseLostError,
  );
  expect((await leased(id)).attempt).toBe(2);
});

test('our failures are tried again, later each time; a poison run is parked with its reason, and one worker’s failures rest that worker', async () => {
  const bad = await worker();
  const [run, second, third] = await enqueueFor('ann', 3);
  const fail = async (id: string): Promise<string> => {
    const { run: found, lease } = await leased(id);
    await endAttempt(database, lease, { outcome: 'infrastructure', reason: broken });
    return found;
  };
  const passTime = () => database.query('update runs set not_before = null');
  expect([await fail(bad), await fail(bad), await fail(bad)]).toEqual([run, second, third]);
  expect(await idleReason(bad)).toBe('resting');
  expect((await describeWorkers(database))[0]).toMatchObject({ id: bad, state: 'resting' });
  const good = await worker();
  expect(await idleReason(good)).toBe('empty'); // Not before their time.
  await passTime();
  await resumeWorker(database, bad);
  expect(await fail(bad)).toBe(run);
  await passTime();
  expect(await fail(good)).toBe(run);
  expect(await runOf(run!)).toMatchObject({ state: 'error', attempt: 3, reasons: [broken] });
  expect((await runOf(run!)).finishedAt).not.toBeNull();
});

test('an orderly stop is not counted; a cancelled run of a dead worker is cancelled', async () => {
  const id = await worker();
  const [run] = await enqueueFor('ann', 1);
  await endAttempt(database, (await leased(id)).lease, { outcome: 'returned', reason: null });
  expect(await runOf(run!)).toMatchObject({ state: 'queued', attempt: 0 });
  const { lease } = await leased(id);
  await database.query('update runs set cancel_requested_at = now()');
  expect(await renewLease(database, lease)).toMatchObject({ cancelled: true });
  await database.query(`update runs set lease_expires_at = now() - interval '1 hour'`);
  const sweeper = new LeaseSweeper(database);
  await sweeper.sweep(0);
  expect(await sweeper.sweep(60_000)).toBe(1);
  expect(await runOf(run!)).toMatchObject({ state: 'cancelled', reasons: [{ code: 'cancelled' }] });
});

test('position and ETA: what is expected of those ahead, shared by the workers that are there', async () => {
  const ids = await enqueueFor('ann', 3);
  const places = async () => [...(await placesOf(database, ids)).values()];
  expect((await places()).map(({ etaSeconds }) => etaSeconds)).toEqual([null, null, null]);
  const id = await worker();
  await worker();
  await database.query('update runs set expected_seconds = 100');
  const inOrder = async () => ids.map(async (run) => (await placesOf(database, [run])).get(run));
  expect(await Promise.all(await inOrder())).toEqual([
    { ahead: 0, etaSeconds: 0 },
    { ahead: 1, etaSeconds: 50 },
    { ahead: 2, etaSeconds: 100 },
  ]);
  await leased(id);
  await database.query(`update runs set started_at = now() - interval '40 seconds' where state = 'leased'`);
  const place = (await placesOf(database, [ids[2]!])).get(ids[2]!);
  expect(place?.ahead).toBe(2);
  expect(Math.round(place!.etaSeconds!)).toBe(80);
});

test('pause, drain, and other versions: nothing is given out, and everybody may see why', async () => {
  await enqueueFor('ann', 1);
  const id = await worker();
  await pauseQueue(database, 'the cooling is mended');
  expect((await leaseRun(database, id)).idle).toEqual({ reason: 'paused', detail: 'the cooling is mended' });
  expect((await describeQueue(database)).paused).toMatchObject({ reason: 'the cooling is mended' });
  await resumeQueue(database);
  await drainWorker(database, id);
  expect(await idleReason(id)).toBe('draining');
  expect(await describeWorkers(database)).toMatchObject([{ id, state: 'draining' }]);
  await resumeWorker(database, id);
  await declareRelease(database, { ...release, tasks: { 'some-task': '2.0.0' } });
  expect(await idleReason(id)).toBe('outdated');
  const { refused, worker: late } = await register(announced(home));
  expect(refused).toContain('task some-task: 2.0.0 on the server, 1.0.0 here');
  expect(await idleReason(late)).toBe('refused');
  expect(await describeWorkers(database)).toMatchObject([{ id }, { id: late, state: 'refused', reason: refused }]);
});

test('an announcement wants the signature of its own key, and its id is its owner’s', async () => {
  const { person } = await owner();
  const mine = announced(home);
  await register(mine, 'https', person);
  await expect(register(mine)).rejects.toBeInstanceOf(RegistrationRefusedError);
  const signature = signDigest(digestOf({ ...mine, device: 'other' }), signingKey(home));
  await expect(
    registerWorker(database, { announcement: mine, signature }, { link: 'https', owner: person }),
  ).rejects.toBeInstanceOf(RegistrationRefusedError);
});

async function owner(): Promise<{ person: string }> {
  const wanted = { person: 'machines', role: 'worker', name: 'a test', scopes: null, expiresAt: null } as const;
  await createToken(database.manager, wanted);
  const { id } = await database.getRepository(PersonEntity).findOneByOrFail({ name: 'machines' });
  return { person: id };
}

test('what may wait waits until nothing is timed on its machine', async () => {
  const { machine } = thisMachine();
  const timedOn = async (changes: Partial<Announcement>): Promise<string> => {
    await queue.enqueue(request, true);
    const { run } = await leased(await worker(changes));
    await database.query(`update runs set state = 'timing' where id = $1`, [run]);
    return run;
  };
  await timedOn({ machine: sha256('another'), device: 'elsewhere' });
  await untimedMachine(database, 60_000);
  const here = await timedOn({ machine, device: 'here' });
  let isOver = false;
  const waiting = untimedMachine(database, 60_000).then(() => {
    isOver = true;
  });
  await untimedMachine(database, 100);
  expect(isOver).toBe(false);
  await database.query(`update runs set state = 'checking' where id = $1`, [here]);
  await waiting;
});
