import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Child } from './child.mjs';
import { Failure } from './failure.mjs';
import { repositoryRoot } from './places.mjs';
import { descendantsOf, listProcesses, sendSignal } from './process-table.mjs';
import { say } from './progress.mjs';
import { processesOf, RunStateFile, START_VARIABLE, temporaryFolder } from './run-state.mjs';

const READY_MS = 120_000;
const STOP_MS = 5_000;
const DATABASE_STOP_MS = 3_000;

const inHouse = (...parts) => join(repositoryRoot, ...parts);
const programs = {
  database: inHouse('infra', 'database.mjs'),
  api: inHouse('leaderboard-api', 'dist', 'main.js'),
  worker: inHouse('leaderboard-api', 'dist', 'worker', 'main.js'),
  web: inHouse('leaderboard-web', 'server.mjs'),
};

/** Starts the parts of the house in order, watches them, and stops them all together. */
export class Supervisor {
  /** @type {Child[]} */
  #children = [];
  #stopping = false;
  /** Rejects when a part ends by itself. */
  #partEnded;
  #fail;

  /** @param {{home: string, cache: string, data: string | null, apiPort: number, webPort: number}} options */
  constructor({ home, cache, data, apiPort, webPort }) {
    this.home = home;
    this.apiUrl = `http://127.0.0.1:${apiPort}`;
    this.siteUrl = `http://localhost:${webPort}`;
    this.runState = new RunStateFile(home, this.siteUrl);
    mkdirSync(temporaryFolder(home), { recursive: true });
    this.environment = {
      ...process.env,
      DATABASE_URL: undefined, // For those who connect: it holds a password.
      NODE_ENV: 'production',
      [START_VARIABLE]: this.runState.startId,
      TMPDIR: temporaryFolder(home),
      PARETOBOARD_HOME: home,
      PARETOBOARD_CACHE: cache,
      ...(data === null ? {} : { PARETOBOARD_DATA: data }),
      PARETOBOARD_API_PORT: String(apiPort),
      PARETOBOARD_WEB_PORT: String(webPort),
      PARETOBOARD_API_URL: this.apiUrl,
    };
    this.#partEnded = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#partEnded.catch(() => {});
  }

  /**
   * Resolves when the board answers.
   * @throws {Failure} when a part ends before, or does not answer in time
   */
  async start() {
    await Promise.race([this.#startParts(), this.#partEnded]);
  }

  /** Never resolves; rejects when a part ends by itself. @returns {Promise<never>} */
  watch() {
    return this.#partEnded;
  }

  async #startParts() {
    const database = { DATABASE_URL: process.env.DATABASE_URL || (await this.#startDatabase()) };
    this.#add('api', [programs.api], database);
    this.#add('web', [programs.web]);
    await this.#answers(`${this.apiUrl}/api/health`, async (response) => (await response.json()).ready === true);
    // The worker would otherwise compete with the API for the first migration.
    this.#add('worker', [programs.worker], database).onMessage((message) => {
      if (message?.type === 'row') console.log(`row: ${message.line}`);
    });
    await this.#answers(this.siteUrl, async (response) => response.ok);
  }

  async #startDatabase() {
    say('embedded PostgreSQL …');
    const database = this.#add('database', [programs.database]);
    return new Promise((resolve) => {
      database.onMessage((message) => message?.type === 'ready' && resolve(message.url));
    });
  }

  /** @param {NodeJS.ProcessEnv} [own] what this part alone may know @returns {Child} */
  #add(name, script, own = {}) {
    if (!existsSync(script[0])) throw new Failure(`${script[0]} is missing: run \`npm run setup\`.`);
    const child = new Child(name, script, {
      environment: { ...this.environment, ...own },
      logFolder: join(this.home, 'logs'),
    });
    this.#children.push(child);
    if (child.process.pid !== undefined) this.runState.add(name, child.process.pid);
    child.ended.then((how) => {
      if (this.#stopping) return;
      this.#fail(new Failure(`${name} ${how}; its log: ${child.logPath}\n${child.lastLines()}`));
    });
    return child;
  }

  /** Asks again and again until the answer is right. */
  async #answers(url, isRight) {
    const deadline = performance.now() + READY_MS;
    let last = 'no answer';
    while (performance.now() < deadline && !this.#stopping) {
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(10_000) });
        if (await isRight(response)) return;
        last = `status ${response.status}`;
      } catch (error) {
        last = error.cause?.code ?? error.message;
      }
      await sleep(100);
    }
    if (this.#stopping) return;
    throw new Failure(`${url} did not answer within ${READY_MS / 1000} s (${last}); logs: ${join(this.home, 'logs')}`);
  }

  /** Ends everything within 10 s: the parts in order, then whatever of them is still there. */
  async stop() {
    if (this.#stopping) return;
    this.#stopping = true;
    const below = descendantsOf(process.pid);
    const [database, parts] = partition(this.#children, (child) => child.name === 'database');
    for (const child of parts) child.askToStop();
    await ended(parts, STOP_MS);
    for (const child of parts) if (child.isAlive) say(`${child.name} did not stop in time and is ended`);
    this.#endNow(below, (entry) => !isDatabase(entry, database));
    for (const child of database) child.askToStop();
    await ended(database, DATABASE_STOP_MS);
    this.#endNow(below, () => true);
    this.runState.remove();
  }

  /** Ends every process that was below us or carries our variable. */
  #endNow(below, isMeant) {
    const living = new Map(listProcesses().map((entry) => [entry.pid, entry]));
    const remaining = below.filter(({ pid, startedAt }) => living.get(pid)?.startedAt === startedAt);
    for (const entry of [...remaining, ...processesOf(this.runState.state)]) {
      if (isMeant(entry)) sendSignal(entry.pid, 'SIGKILL');
    }
  }
}

function isDatabase(entry, database) {
  return entry.command === 'postgres' || database.some((child) => child.process.pid === entry.pid);
}

function partition(items, isFirst) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function ended(children, timeoutMs) {
  const living = children.filter((child) => child.isAlive).map((child) => child.ended);
  return Promise.race([Promise.all(living), sleep(timeoutMs, undefined, { ref: false })]);
}
