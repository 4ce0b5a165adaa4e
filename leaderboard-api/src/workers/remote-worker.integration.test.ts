import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { workerSchema } from '@paretoboard/contract/queue.js';
import type { LeasedRun } from '@paretoboard/contract/worker-link.js';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { publicKeys, signingKey } from '@paretoboard/harness/records/key-ring.js';
import { sampleData, writeSampleRecord } from '@paretoboard/harness/records/testing/sample-record.js';
import { verifyRecord } from '@paretoboard/harness/records/verify-record.js';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createToken } from '../accounts/accounts.js';
import { PersonEntity } from '../accounts/person.entity.js';
import { createApp } from '../app.js';
import { DiskBundleFiles } from '../bundles/disk-bundle-files.js';
import { openDatabase } from '../database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../database/embedded-postgres.js';
import { LeaseLostError } from '../queue/end-run.js';
import { RunQueue } from '../queue/run-queue.js';
import { recordFolder } from '../records/disk-record-files.js';
import { RecordRefusedError } from '../records/publish-record.js';
import { RunEntity } from '../runs/run.entity.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { CuttingProxy } from '../testing/cutting-proxy.js';
import { eventually } from '../testing/eventually.js';
import { quickRequest } from '../testing/quick-request.js';
import { startSleepingWorker, type WorkerProcess } from '../testing/worker-process.js';
import { announcementHere } from '../worker/announcement.js';
import { ApiAnswerError, HttpLink } from '../worker/http-link.js';
import { declareRelease, thisRelease } from './release.js';

const home = mkdtempSync(join(tmpdir(), 'paretoboard remote '));
const house = join(home, 'house');
const elsewhere = join(home, 'elsewhere');
const request = quickRequest('enhanced-lenet5-traffic-sign', 'null');
let postgres: EmbeddedPostgres;
let database: DataSource;
let app: NestFastifyApplication;
let origin: string;
let proxy: CuttingProxy;
let queue: RunQueue;
let worker: WorkerProcess | undefined;

beforeAll(async () => {
  for (const folder of [house, elsewhere]) mkdirSync(folder);
  postgres = await startEmbeddedPostgres({ home: house, log: () => undefined });
  database = await openDatabase(postgres.url);
  await declareRelease(database, await thisRelease());
  app = await createApp({ database, home: house });
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  proxy = await CuttingProxy.to(Number(new URL(origin).port));
  queue = new RunQueue(database);
});

afterAll(async () => {
  if (worker && worker.child.exitCode === null) await worker.end('SIGKILL');
  proxy?.close();
  await app?.close();
  await database?.destroy();
  await postgres?.stop();
  rmSync(home, { recursive: true, force: true });
});

async function workerToken(person: string): Promise<string> {
  const wanted = { person, role: 'worker', name: 'a test', scopes: null, expiresAt: null } as const;
  return (await createToken(database.manager, wanted)).token;
}

/** A link of this process, registered: what a worker elsewhere says, one call at a time. */
async function linked(person: string): Promise<HttpLink> {
  const link = new HttpLink({ apiUrl: origin, token: await workerToken(person) }, elsewhere);
  const identity = { home: elsewhere, name: person, device: person, submissionSandbox: 'process' } as const;
  const { refused } = await link.register(await announcementHere({ ...identity, release: await thisRelease() }));
  expect(refused).toBeNull();
  return link;
}

async function leased(link: HttpLink): Promise<LeasedRun> {
  const answer = await link.lease();
  expect(answer.idle).toBeNull();
  return answer.leased!;
}

async function runOf(id: string): Promise<RunEntity> {
  return database.getRepository(RunEntity).findOneByOrFail({ id });
}

async function ended(id: string): Promise<RunEntity> {
  return eventually(
    async () => {
      const run = await runOf(id);
      return run.finishedAt && run;
    },
    60,
    () => worker?.output.join('') ?? 'no worker',
  );
}

/** What somebody sent, in the store of the house. */
async function makeSubmission(): Promise<{ id: string; digest: string; owner: string }> {
  const folder = join(home, randomUUID());
  mkdirSync(folder);
  writeFileSync(join(folder, 'entry.mjs'), 'export default {};');
  const { digest } = digestOfFolder(folder);
  await new DiskBundleFiles(house).keep(digest, folder);
  await createToken(database.manager, {
    person: 'ann',
    role: 'submitter',
    name: 'a test',
    scopes: null,
    expiresAt: null,
  });
  const { id: owner } = await database.getRepository(PersonEntity).findOneByOrFail({ name: 'ann' });
  const manifest = { name: 'zeros' } as SubmissionEntity['manifest'];
  const sent = { digest, owner, manifest, task: request.task, name: 'zeros', visibility: 'private', files: 1 } as const;
  const { id } = await database.getRepository(SubmissionEntity).save({ ...sent, bytes: '18' });
  return { id, digest, owner };
}

test('a worker with HTTPS alone: leases, reports, publishes through a line that is cut, and is stopped in order', async () => {
  const token = await workerToken('far-away');
  const server = { apiUrl: proxy.origin, token };
  worker = startSleepingWorker({ home: elsewhere, device: 'virtual', sleepMs: 2_500, server });
  const id = await queue.enqueue(request, true);
  await eventually(
    async () => (await runOf(id)).state === 'timing',
    60,
    () => worker!.output.join(''),
  );
  const { items } = (await (await fetch(`${origin}/api/v1/workers`)).json()) as { items: unknown[] };
  expect(workerSchema.parse(items[0])).toMatchObject({ state: 'busy', run: id, link: 'https', device: 'virtual' });
  proxy.isCut = true;
  setTimeout(() => {
    proxy.isCut = false;
  }, 4_000);
  const run = await ended(id);
  expect(run, JSON.stringify(run.reasons)).toMatchObject({ state: 'published', attempt: 1 });
  const folder = recordFolder(house, run.record!);
  expect(await verifyRecord(folder, { trustedKeys: publicKeys(house) })).toMatchObject({ ok: true });
  expect(run.workerSignature?.keyId).toBe(signingKey(elsewhere).keyId);
  expect(JSON.parse(readFileSync(join(folder, 'record.json'), 'utf8')).signature.keyId).toBe(signingKey(house).keyId);
  expect(await database.query('select 1 from log_entries where record_digest = $1', [run.record])).toHaveLength(1);
  expect(await worker.end('SIGTERM')).toBe(0);
  expect(await (await fetch(`${origin}/api/v1/workers`)).json()).toMatchObject({ items: [] });
});

test('a lease is its worker’s alone, and gives the bundle that is to be measured', async () => {
  const { id: submission, digest, owner } = await makeSubmission();
  const run = await database.transaction((manager) =>
    queue.enqueueIn(manager, { request, builtIn: false, submission, owner, share: 'ann' }),
  );
  const [mine, others] = [await linked('first-box'), await linked('second-box')];
  const lease = await leased(mine);
  expect(lease).toMatchObject({ run, attempt: 1, submissionDigest: digest });
  await expect(others.renew(lease.lease)).rejects.toThrow(ApiAnswerError);
  await expect(others.bundle(lease, digest)).rejects.toThrow('404');
  const folder = await mine.bundle(lease, digest);
  expect(digestOfFolder(folder).digest).toBe(digest);
  await database.query('update runs set cancel_requested_at = now() where id = $1', [run]);
  expect(await mine.renew(lease.lease)).toMatchObject({ cancelled: true });
  await mine.keepLog(lease.lease, 'a word');
  await mine.end(lease.lease, { outcome: 'cancelled', reason: null });
  expect(await runOf(run)).toMatchObject({ state: 'cancelled' });
  await expect(mine.renew(lease.lease)).rejects.toBeInstanceOf(LeaseLostError);
  for (const link of [mine, others]) await link.leave();
});

test('a record is taken that its worker signed and that the run asks for, once', async () => {
  const link = await linked('third-box');
  const id = await queue.enqueue(request, true);
  const lease = await leased(link);
  const data = sampleData({ items: 10, queries: 16 });
  const about = {
    task: { id: request.task, version: (await thisRelease()).tasks[request.task]! },
    variant: { id: 'surrogate', dataset: 'x', relation: 'surrogate' },
    finishedAt: new Date().toISOString(),
  } as const;
  const write = async (name: string, key: string, changes: object = {}) => {
    const folder = join(home, name);
    return { folder, record: await writeSampleRecord(folder, signingKey(key), data, { ...about, ...changes }) };
  };
  const foreign = await write('foreign', join(home, 'nobody'));
  await expect(link.publish(lease, foreign.record, foreign.folder)).rejects.toBeInstanceOf(RecordRefusedError);
  const again = { ...lease, lease: lease.lease };
  const otherLink = await linkAgain(link);
  const other = await write('other', elsewhere, { task: { id: 'other-task', version: '1.0.0' } });
  await expect(otherLink.publish(again, other.record, other.folder)).rejects.toBeInstanceOf(RecordRefusedError);
  const third = await linkAgain(link);
  const right = await write('right', elsewhere);
  await Promise.all([
    third.publish(lease, right.record, right.folder),
    third.publish(lease, right.record, right.folder),
  ]);
  await third.publish(lease, right.record, right.folder);
  expect(await runOf(id)).toMatchObject({ state: 'published', record: right.record.digest });
  expect(
    await database.query('select 1 from log_entries where record_digest = $1', [right.record.digest]),
  ).toHaveLength(1);
});

/** The same worker with nothing sent yet. */
async function linkAgain(link: HttpLink): Promise<HttpLink> {
  return Object.assign(Object.create(HttpLink.prototype) as HttpLink, link, { sent: { lease: '', paths: new Set() } });
}
