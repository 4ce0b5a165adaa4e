import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createToken } from '@paretoboard/api/accounts/accounts.js';
import { RunQueue } from '@paretoboard/api/queue/run-queue.js';
import { CuttingProxy } from '@paretoboard/api/testing/cutting-proxy.js';
import { startSleepingWorker } from '@paretoboard/api/testing/worker-process.js';
import { kill } from './child.mjs';
import { outcomes, request } from './runs.mjs';

const sleepMs = 600;
const runsAtOnce = 6;
/** Then what is open counts as stuck: leases end after 30 s, and a run may be begun three times. */
const patienceMs = 180_000;

const isOver = ({ child }) => child.exitCode !== null || child.signalCode !== null;

/** Runs under way at all times: two workers on the database, one with HTTPS alone, an API; each line can be cut. */
export class Traffic {
  constructor(house, root) {
    this.house = house;
    this.elsewhere = join(root, 'elsewhere');
  }

  async open() {
    mkdirSync(this.elsewhere, { recursive: true });
    this.queue = new RunQueue(this.house.database);
    this.databaseLine = await CuttingProxy.to(Number(new URL(this.house.url).port));
    this.api = await this.house.startApi({ url: this.databaseUrl });
    this.apiLine = await CuttingProxy.to(this.api.port);
    const worker = { person: `machine-${Date.now()}`, role: 'worker', name: 'faults', scopes: null, expiresAt: null };
    this.token = (await createToken(this.house.database.manager, worker)).token;
    this.workers = [0, 1, 2].map((index) => this.startWorker(index));
  }

  /** Through the line that may be cut, and whose other end may move. */
  get databaseUrl() {
    const url = new URL(this.house.url);
    url.port = new URL(this.databaseLine.origin).port;
    return url.href;
  }

  startWorker(index) {
    const device = `virtual-${index}`;
    if (index < 2)
      return startSleepingWorker({ home: this.house.home, device, sleepMs, server: { databaseUrl: this.databaseUrl } });
    const server = { apiUrl: this.apiLine.origin, token: this.token };
    return startSleepingWorker({ home: this.elsewhere, device, sleepMs, server });
  }

  /** Starts again what has died: what a supervisor would do. */
  async mend() {
    this.workers = this.workers.map((worker, index) => (isOver(worker) ? this.startWorker(index) : worker));
    if (isOver(this.api)) await this.startApi();
  }

  async startApi() {
    this.api = await this.house.startApi({ url: this.databaseUrl, port: this.api.port });
  }

  /** The database server dies and comes back, on another port. */
  async crashDatabase() {
    await this.house.crash();
    this.databaseLine.port = Number(new URL(this.house.url).port);
    this.queue = new RunQueue(this.house.database);
  }

  async killEverything() {
    for (const { child } of [...this.workers, this.api]) kill(child.pid);
    await this.crashDatabase();
  }

  /** A run that is being measured now; null: none within a moment. */
  async underWay() {
    for (let tries = 0; tries < 100; tries++) {
      const [run] = await this.house.query(
        'select runs.id, lease, worker, pid from runs join workers on workers.id = worker where lease_expires_at is not null limit 1',
      );
      if (run) return run;
      await sleep(50);
    }
    return null;
  }

  /** Some runs, a fault among them, and what became of each. */
  async once(disturb) {
    const ids = [];
    for (let made = 0; made < runsAtOnce; made++) ids.push(await this.queue.enqueue(request, true));
    await this.underWay();
    await sleep(Math.random() * sleepMs);
    const what = await disturb(this);
    await this.mend();
    const deadline = Date.now() + patienceMs;
    while ((await this.openRuns(ids)) > 0 && Date.now() < deadline) {
      await this.mend();
      await sleep(200);
    }
    const all = await outcomes(this.house, ids, 1);
    const bad = all.filter(({ ok }) => !ok);
    const attempts = all.filter(({ detail }) => !/after 1 attempts/.test(detail)).length;
    return {
      ok: bad.length === 0,
      detail: bad[0]?.detail ?? `${what ?? 'done'}: ${ids.length} runs ended in order, ${attempts} of them begun again`,
    };
  }

  async openRuns(ids) {
    const rows = await this.house.query('select id from runs where id = any ($1) and finished_at is null', [ids]);
    return rows.length;
  }

  async close() {
    for (const { child } of [...this.workers, this.api]) kill(child.pid);
    this.databaseLine.close();
    this.apiLine.close();
  }
}

/** A process that brings a fresh database up to date, to be killed meanwhile. */
export function startMigration(url) {
  const script = `
    import 'reflect-metadata';
    const { openDatabase } = await import('@paretoboard/api/database/data-source.js');
    process.stdout.write('begun');
    await openDatabase(process.env.DATABASE_URL);
    process.exit(0);`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}
