import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { homeFolder } from '@paretoboard/harness/places.js';
import { Client } from 'pg';
import { databasePassword } from './database-password.js';
import { requirePassword } from './server-access.js';
import { type Account, isReachable, serverAccount } from './server-account.js';
import { type ServerBinaries, serverBinaries } from './server-binaries.js';

const execute = promisify(execFile);
const user = 'paretoboard';
const database = 'paretoboard';
const sharedFolder = '/var/lib/paretoboard';
const readyMs = 60_000;
const stopMs = 6_000;
/** SQLSTATE invalid_password. */
const wrongPassword = '28P01';

export interface EmbeddedPostgresOptions {
  /** PARETOBOARD_HOME. */
  readonly home?: string | undefined;
  log(line: string): void;
}

export interface EmbeddedPostgres {
  /** Holds the password: for the programs that connect, never for a submission. */
  readonly url: string;
  stop(): Promise<void>;
}

function clusterFolder(home: string, account: Account | null, log: (line: string) => void): string {
  mkdirSync(home, { recursive: true });
  const own = join(home, 'postgresql');
  if (!account || isReachable(own)) return own;
  const folder = join(sharedFolder, createHash('sha256').update(home).digest('hex').slice(0, 16));
  log(`user ${account.name} cannot reach ${home}: the database is kept in ${folder}`);
  return folder;
}

function prepare(folder: string, account: Account | null): void {
  if (account && folder.startsWith(sharedFolder)) mkdirSync(sharedFolder, { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
}

async function initialise(
  folder: string,
  binaries: ServerBinaries,
  account: Account | null,
  log: (line: string) => void,
): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  log('making the database cluster');
  const options = [
    '-D',
    folder,
    '-U',
    user,
    '-A',
    'reject',
    '-E',
    'UTF8',
    '--no-locale',
    '--no-sync',
    '--no-instructions',
  ];
  try {
    await execute(binaries.initdb, options, { cwd: '/', ...(account ? { uid: account.uid, gid: account.gid } : {}) });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true }); // A half-made cluster would never start.
    throw error;
  }
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Whether a process is a PostgreSQL server of this data folder: a pid alone may belong to anybody by now. */
function isServerOf(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(folder);
  } catch {
    return false;
  }
}

/** A server that a killed start left behind is stopped: two servers on one folder would destroy it. */
async function stopLeftover(folder: string, log: (line: string) => void): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  if (isServerOf(pid, folder)) {
    log(`stopping the database server that an earlier start left behind (process ${pid})`);
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < stopMs && isServerOf(pid, folder); waited += 50) await sleep(50);
    if (isServerOf(pid, folder)) process.kill(pid, 'SIGQUIT');
    for (let waited = 0; waited < stopMs && isServerOf(pid, folder); waited += 50) await sleep(50);
  }
  rmSync(pidFile, { force: true });
}

/** URL of the embedded server of this home if it runs now, else null. @param home PARETOBOARD_HOME */
export function runningPostgresUrl(home: string): string | null {
  const folder = clusterFolder(home, serverAccount(), () => undefined);
  const pidFile = join(folder, 'postmaster.pid');
  if (!existsSync(pidFile)) return null;
  const [pid, , , port] = readFileSync(pidFile, 'utf8').split('\n');
  if (!isServerOf(Number(pid), folder)) return null;
  return `postgres://${user}:${databasePassword(home)}@127.0.0.1:${Number(port)}/${database}`;
}

async function awaitReady(url: string, server: ChildProcess, logFile: string): Promise<void> {
  let last: unknown;
  for (const deadline = Date.now() + readyMs; Date.now() < deadline; await sleep(50)) {
    if (server.exitCode !== null || server.signalCode !== null) break;
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      return await client.end();
    } catch (error) {
      last = error;
      await client.end().catch(() => undefined);
      if ((error as { code?: string }).code === wrongPassword) break;
    }
  }
  throw new Error(`the embedded PostgreSQL did not start; its log: ${logFile}`, { cause: last });
}

async function createDatabase(url: string): Promise<void> {
  const client = new Client({ connectionString: url.replace(/\/[^/]*$/, '/postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0) await client.query(`create database ${database}`);
  } finally {
    await client.end();
  }
}

function stopper(server: ChildProcess): () => Promise<void> {
  return async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    // SIGINT: fast shutdown, open connections are ended; SIGQUIT: at once, recovered at the next start.
    server.kill('SIGINT');
    const timer = setTimeout(() => server.kill('SIGQUIT'), stopMs);
    await exited;
    clearTimeout(timer);
  };
}

/**
 * Starts PostgreSQL on the loopback address, on a free port, with its data below `home`; who connects needs the password that is kept there.
 * Works as root too: the server then runs as another user, and in a folder that this user can reach.
 * @throws if the machine has no embedded server, or it does not start
 */
export async function startEmbeddedPostgres({
  home = homeFolder(),
  log,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const account = serverAccount();
  const binaries = await serverBinaries(account, sharedFolder, log);
  const folder = clusterFolder(home, account, log);
  prepare(folder, account);
  await initialise(folder, binaries, account, log);
  await stopLeftover(folder, log);
  const password = databasePassword(home);
  await requirePassword({ folder, postgres: binaries.postgres, user, password, account });
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=64MB',
    'logging_collector=off',
  ];
  const logFile = join(home, 'postgresql.log');
  const server = spawn(binaries.postgres, ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  writeFileSync(logFile, '');
  server.stderr?.on('data', (chunk: Buffer) => writeFileSync(logFile, chunk, { flag: 'a' }));
  server.once('error', (error) => log(`PostgreSQL: ${error.message}`));
  const url = `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  const stop = stopper(server);
  try {
    await awaitReady(url.replace(/\/[^/]*$/, '/postgres'), server, logFile);
    await createDatabase(url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}
