import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { exitCodes, Failure } from './failure.mjs';
import { hasVariable, listProcesses, processEntry, sendSignal } from './process-table.mjs';
import { say } from './progress.mjs';

/** Every process below `npm start` carries this variable, so that it can be found when its parents are gone. */
export const START_VARIABLE = 'PARETOBOARD_START_ID';
const POLITE_MS = 4_000;

const statePath = (home) => join(home, 'run', 'processes.json');

/** What a start needs only while it runs; the next one empties it. */
export const temporaryFolder = (home) => join(home, 'run', 'temporary');

/**
 * @typedef {{pid: number, startedAt: string}} Identity of one process for ever
 * @typedef {{startId: string, site: string, supervisor: Identity, children: (Identity & {name: string})[]}} RunState
 */

/** What is running for this home folder, kept on disk so that the next start can clean up after a killed one. */
export class RunStateFile {
  /** @param {string} home @param {string} site its URL */
  constructor(home, site) {
    this.path = statePath(home);
    this.temporaryFolder = temporaryFolder(home);
    this.state = { startId: randomUUID(), site, supervisor: identityOf(process.pid), children: [] };
    mkdirSync(join(home, 'run'), { recursive: true });
    this.#write();
  }

  get startId() {
    return this.state.startId;
  }

  /** @param {string} name @param {number} pid */
  add(name, pid) {
    this.state.children.push({ name, ...identityOf(pid) });
    this.#write();
  }

  remove() {
    rmSync(this.path, { force: true });
    rmSync(this.temporaryFolder, { recursive: true, force: true });
  }

  #write() {
    const temporary = `${this.path}.${process.pid}`;
    writeFileSync(temporary, `${JSON.stringify(this.state, null, 2)}\n`);
    renameSync(temporary, this.path);
  }
}

function identityOf(pid) {
  return { pid, startedAt: processEntry(pid)?.startedAt ?? '' };
}

/**
 * Ends what a killed earlier start left behind.
 * @param {string} home
 * @throws {Failure} when the earlier start is alive
 */
export async function cleanUpAfterKilledStart(home) {
  const state = readState(home);
  if (!state) return;
  const supervisor = processEntry(state.supervisor.pid);
  if (supervisor?.startedAt === state.supervisor.startedAt) {
    throw new Failure(
      `already running: process ${supervisor.pid} serves ${state.site} from ${home}. Stop it, or choose another PARETOBOARD_HOME.`,
      exitCodes.wrongUse,
    );
  }
  const leftovers = processesOf(state);
  if (leftovers.length > 0) {
    say(
      `an earlier start was killed: ending what it left (${leftovers.map(({ pid, command }) => `${pid} ${command}`).join(', ')})`,
    );
    await endProcesses(() => processesOf(state));
  }
  rmSync(temporaryFolder(home), { recursive: true, force: true });
  rmSync(statePath(home), { force: true });
}

function readState(home) {
  try {
    return JSON.parse(readFileSync(statePath(home), 'utf8'));
  } catch {
    return null;
  }
}

/**
 * The living processes of a start: those that carry its variable, and those of the sessions that its children lead
 * (a sandboxed process has no variables of ours). A pid that the system has given to somebody else since is left alone.
 * @param {Pick<RunState, 'startId' | 'children'>} state
 */
export function processesOf({ startId, children }) {
  const all = listProcesses().filter((entry) => entry.pid !== process.pid);
  const byPid = new Map(all.map((entry) => [entry.pid, entry]));
  const sessions = children
    .filter(({ pid, startedAt }) => !byPid.has(pid) || byPid.get(pid).startedAt === startedAt)
    .map(({ pid }) => pid);
  return all.filter(
    ({ pid, session, group }) =>
      sessions.includes(session) || sessions.includes(group) || hasVariable(pid, START_VARIABLE, startId),
  );
}

/**
 * Asks processes to end, and after a while ends them. PostgreSQL's word for "now, but in order" is SIGINT.
 * @param {() => import('./process-table.mjs').ProcessEntry[]} remaining
 */
export async function endProcesses(remaining) {
  for (const { pid, command } of remaining()) sendSignal(pid, command === 'postgres' ? 'SIGINT' : 'SIGTERM');
  const deadline = performance.now() + POLITE_MS;
  while (remaining().length > 0 && performance.now() < deadline) await sleep(50);
  for (const { pid } of remaining()) sendSignal(pid, 'SIGKILL');
  while (remaining().length > 0 && performance.now() < deadline + 1_000) await sleep(20);
}
