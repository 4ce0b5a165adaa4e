import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { Failure } from './failure.mjs';
import { portFrom, requireFreePort } from './ports.mjs';
import { descendantsOf, processEntry } from './process-table.mjs';
import { cleanUpAfterKilledStart, processesOf, START_VARIABLE } from './run-state.mjs';

const started: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function sleeper(environment: NodeJS.ProcessEnv = {}, script = 'setInterval(() => {}, 1000)'): number {
  const child = spawn(process.execPath, ['-e', script], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: 'ignore',
    detached: true,
  });
  started.push(child);
  return child.pid as number;
}

function homeWith(state: object): string {
  const home = mkdtempSync(join(tmpdir(), 'paretoboard home '));
  folders.push(home);
  mkdirSync(join(home, 'run'));
  writeFileSync(join(home, 'run', 'processes.json'), JSON.stringify(state));
  return home;
}

const dead = { pid: 2 ** 22 - 1, startedAt: '1' };

async function until(condition: () => boolean) {
  for (let i = 0; i < 100 && !condition(); i += 1) await sleep(50);
  expect(condition()).toBe(true);
}

test('what a killed start left is ended: by its variable, and by the session of a recorded child', async () => {
  const marked = sleeper({ [START_VARIABLE]: 'abc' });
  const recorded = sleeper({}, "require('child_process').spawn(process.execPath, ['-e', 'setInterval(()=>{},1000)'])");
  const stranger = sleeper({ [START_VARIABLE]: 'another' });
  await until(() => descendantsOf(recorded).length === 1);
  const home = homeWith({
    startId: 'abc',
    site: 'http://localhost:1',
    supervisor: dead,
    children: [{ name: 'worker', pid: recorded, startedAt: processEntry(recorded)?.startedAt }],
  });
  const grandchild = descendantsOf(recorded)[0]?.pid as number;
  await cleanUpAfterKilledStart(home);
  expect([marked, recorded, grandchild].map((pid) => processEntry(pid))).toEqual([undefined, undefined, undefined]);
  expect(processEntry(stranger)?.pid).toBe(stranger);
  expect(() => readFileSync(join(home, 'run', 'processes.json'))).toThrow();
});

test('a pid that was given to somebody else since is left alone', async () => {
  const stranger = sleeper();
  const children = [{ name: 'worker', pid: stranger, startedAt: 'long ago' }];
  expect(processesOf({ startId: 'abc', children })).toEqual([]);
});

test('an earlier start that is alive is an error that names it', async () => {
  const supervisor = sleeper();
  await until(() => processEntry(supervisor) !== undefined);
  const identity = { pid: supervisor, startedAt: processEntry(supervisor)?.startedAt };
  const home = homeWith({ startId: 'abc', site: 'http://localhost:1234', supervisor: identity, children: [] });
  await expect(cleanUpAfterKilledStart(home)).rejects.toThrow(`process ${supervisor} serves http://localhost:1234`);
});

test('a taken port is an error that names the process', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const failure = await requireFreePort(port, 'PARETOBOARD_WEB_PORT').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  expect((failure as Failure).exitCode).toBe(2);
  expect((failure as Failure).message).toContain(`process ${process.pid}`);
  await new Promise((resolve) => server.close(resolve));
  await requireFreePort(port, 'PARETOBOARD_WEB_PORT');
});

test('a port that is none is wrong use', () => {
  expect(() => portFrom('PORT', 3000, { PORT: 'eighty' })).toThrow('between 1 and 65535, found "eighty"');
  expect(portFrom('PORT', 3000, {})).toBe(3000);
});
