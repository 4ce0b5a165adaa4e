import 'reflect-metadata';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@paretoboard/api/database/data-source.js';
import { startEmbeddedPostgres } from '@paretoboard/api/database/embedded-postgres.js';
import { readLog } from '@paretoboard/api/log/read-log.js';
import { verifyLog } from '@paretoboard/harness/records/verify-log.js';
import { freePort } from '../free-port.mjs';
import { childrenOf, commandOf, kill } from './child.mjs';

const apiEntry = fileURLToPath(new URL('../../leaderboard-api/dist/main.js', import.meta.url));

/** A start takes a second; on a machine that others keep busy it has taken a minute. */
const startPatienceMs = 300_000;

/**
 * A connection whose server is killed between two owners says so to nobody. In a worker that is its end, and another takes the run; this process goes
 * on, and its next query tells.
 */
process.on('uncaughtException', (error) => {
  if (/^Connection terminated|ECONNRESET|terminating connection/.test(error.message)) return;
  console.error(error);
  process.exit(3);
});

/** Database and API of one suite, in a state of their own. */
export class House {
  constructor(home) {
    this.home = home;
  }

  async open() {
    this.postgres = await startEmbeddedPostgres({ home: this.home, log: () => undefined });
    this.url = this.postgres.url;
    this.database = await openDatabase(this.url);
    // A killed database ends idle connections: the pool makes new ones.
    this.database.driver.master?.on('error', () => undefined);
  }

  query(sql, parameters) {
    return this.database.query(sql, parameters);
  }

  /** Kills the database server with everything it has started, and starts it again: it must recover from its own log. */
  async crash() {
    const server = childrenOf(process.pid).find((pid) => /\bpostgres -D /.test(commandOf(pid)));
    if (!server) throw new Error('no database server among the children of this process');
    const backends = childrenOf(server);
    for (const pid of [server, ...backends]) kill(pid);
    await sleep(50);
    await this.database.destroy().catch(() => undefined);
    await this.reopen();
  }

  /** What was killed may hold its memory for a moment longer, and recovery takes its time on a busy machine. */
  async reopen(triesLeft = 5) {
    try {
      await this.open();
    } catch (error) {
      if (triesLeft === 0) throw error;
      await sleep(1_000);
      await this.reopen(triesLeft - 1);
    }
  }

  /** Why the log as a whole does not verify; null if it does. */
  async logFault() {
    const { entries, keys } = await readLog(this.database, this.home);
    const { checks } = await verifyLog(entries, keys, null);
    return checks.find(({ ok }) => !ok)?.message ?? null;
  }

  /** @param {{url?: string, port?: number}} [where] another way to the database; the port that an earlier one had */
  async startApi({ url = this.url, port } = {}) {
    port ??= await freePort();
    const environment = { DATABASE_URL: url, PARETOBOARD_HOME: this.home, PARETOBOARD_API_PORT: String(port) };
    const child = spawn(process.execPath, [apiEntry], { env: { ...process.env, ...environment }, stdio: 'ignore' });
    const origin = `http://127.0.0.1:${port}`;
    const deadline = Date.now() + startPatienceMs;
    while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
      const isUp = await fetch(`${origin}/api/v1/keys`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isUp) return { child, origin, port };
      await sleep(50);
    }
    kill(child.pid);
    const ended = child.exitCode ?? child.signalCode;
    throw new Error(`the API did not answer on ${origin}${ended === null ? '' : `: it ended with ${ended}`}`);
  }

  async close() {
    this.api?.child.kill('SIGKILL');
    await this.database?.destroy().catch(() => undefined);
    await this.postgres?.stop();
  }
}
