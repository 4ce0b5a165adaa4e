import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledUrl } from '@paretoboard/harness/compiled-url.js';
import { Client } from 'pg';
import { afterEach, expect, test } from 'vitest';
import { eventually } from '../testing/eventually.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';
import { isReachable, serverAccount } from './server-account.js';

const program = fileURLToPath(new URL('../../../infra/database.mjs', import.meta.url));
const folders: string[] = [];
const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'paretoboard database '));
  folders.push(home);
  return home;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function started(home: string): Promise<{ url: string; stop(): Promise<void> }> {
  const server = await startEmbeddedPostgres({ home, log: () => undefined });
  stops.push(() => server.stop());
  return server;
}

function withPassword(url: string, password: string): string {
  const address = new URL(url);
  address.password = password;
  return address.href;
}

/** The folder that a running server works in. */
async function dataFolder(url: string): Promise<string> {
  return ((await ask(url, 'show data_directory')) as [{ data_directory: string }])[0].data_directory;
}

test('who has no password is refused, and the password is nowhere but in its file', async () => {
  const home = newHome();
  const { url } = await started(home);
  const { password } = new URL(url);
  await expect(ask(withPassword(url, ''), 'select 1')).rejects.toThrow(/password/);
  await expect(ask(withPassword(url, 'x'), 'select 1')).rejects.toMatchObject({ code: '28P01' });
  await expect(ask(withPassword(url, '').replace('//paretoboard', '//postgres'), 'select 1')).rejects.toThrow();
  expect(await ask(url, `select rolpassword like 'SCRAM-SHA-256$%' as scram from pg_authid where rolcanlogin`)).toEqual(
    [{ scram: true }],
  );
  expect(await ask(url, 'show unix_socket_directories')).toEqual([{ unix_socket_directories: '' }]);
  const file = join(home, 'database-password');
  expect(readFileSync(file, 'utf8')).toBe(password);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(home, 'postgresql.log'), 'utf8')).not.toContain(password);
  expect(commandLines().filter((line) => line.includes(password))).toEqual([]);
});

function commandLines(): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [readFileSync(`/proc/${name}/cmdline`, 'utf8')] : [];
    } catch {
      return []; // Ended meanwhile.
    }
  });
}

test('a cluster that let everybody in asks for the password after the next start, and keeps its data', async () => {
  const home = newHome();
  const before = await started(home);
  await ask(before.url, 'create table kept (n integer); insert into kept values (7)');
  const folder = await dataFolder(before.url);
  await ask(before.url, 'alter role paretoboard password null');
  await before.stop();
  writeFileSync(join(folder, 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\n');
  for (const path of [join(folder, 'password.sha256'), join(home, 'database-password')]) rmSync(path);
  const after = await started(home);
  await expect(ask(withPassword(after.url, ''), 'select 1')).rejects.toThrow(/password/);
  expect(await ask(after.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await after.stop();
  rmSync(join(home, 'database-password')); // A lost password is replaced, and the old one refused.
  const last = await started(home);
  expect(await ask(last.url, 'select n from kept')).toEqual([{ n: 7 }]);
  await expect(ask(withPassword(last.url, new URL(after.url).password), 'select 1')).rejects.toMatchObject({
    code: '28P01',
  });
});

/** As `npm start` runs it, and as an ordinary user where we are root. */
async function startProgram(home: string): Promise<{ child: ChildProcess; url: string; output: string[] }> {
  const account = serverAccount();
  if (account) chownSync(home, account.uid, account.gid);
  const child = spawn(process.execPath, [program], {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: home, PARETOBOARD_HOME: home },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    ...(account ? { uid: account.uid, gid: account.gid } : {}),
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => output.push(String(chunk)));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the database did not start: ${output.join('')}`);
  });
  const [message] = (await Promise.race([once(child, 'message'), ended])) as [{ url: string }];
  stops.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  });
  return { child, url: message.url, output };
}

function serverOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

async function killed(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL');
  await eventually(
    async () => {
      try {
        process.kill(pid, 0);
        return readFileSync(`/proc/${pid}/status`, 'utf8').includes('\nState:\tZ');
      } catch {
        return true;
      }
    },
    20,
    () => `process ${pid} lives`,
  );
}

const userCanRunIt =
  serverAccount() === null || isReachable(fileURLToPath(compiledUrl('./data-source.js', import.meta.url)));

test.skipIf(!userCanRunIt || dirname(process.execPath).startsWith('/root'))(
  'as an ordinary user, the next start copes with whatever a killed one left',
  async () => {
    const home = newHome();
    const first = await startProgram(home);
    await ask(first.url, 'create table kept (n integer); insert into kept values (7)');
    const folder = await dataFolder(first.url);
    const orphan = serverOf(folder);
    await killed(first.child.pid as number);

    const second = await startProgram(home);
    expect(second.output.join('')).toContain(`process ${orphan}`);
    expect(serverOf(folder)).not.toBe(orphan);
    await killed(serverOf(folder));
    await killed(second.child.pid as number);

    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    stops.push(async () => void stranger.kill('SIGKILL'));
    const pidFile = join(folder, 'postmaster.pid');
    writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(/^\d+/, String(stranger.pid)));
    const third = await startProgram(home);
    expect(await ask(third.url, 'select n from kept')).toEqual([{ n: 7 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  },
);
