import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  closeSync,
  constants,
  existsSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { constants as osConstants } from 'node:os';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { seccompDescriptor } from './bubblewrap.js';
import { type ControlGroup, openControlGroup } from './control-group.js';
import type { SandboxDefence } from './defences.js';
import { diskUse } from './disk-use.js';
import { Guardian } from './guardian.js';
import { killGroup } from './kill-group.js';
import { markedProcesses, processTree } from './process-tree.js';
import { freezeAfterMs } from './training-clock.js';
import { type KillCause, killCauses, limitMechanisms, monotonicMs, WatchdogState } from './watchdog-state.js';

/**
 * The thread that starts a submission's process and ends it: the main thread blocks on the wire and can do neither.
 */
export interface WatchdogJob {
  readonly buffer: SharedArrayBuffer;
  readonly groupName: string;
  readonly command: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly limits: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly logBytes: number;
    readonly diskBytes: number;
    /** Bytes in the scratch folder, where no file system of that size limits it; null: one does. */
    readonly scratchBytes: number | null;
  };
  readonly controlGroups: boolean;
  readonly cpuSet: string | null;
  readonly writablePaths: readonly string[];
  /** Where outputs lie: a file of tmpfs that must keep its size, or it would use up the memory that other runs' files need. */
  readonly sharedFile: { readonly path: string; readonly bytes: number } | null;
  readonly switchedOff: readonly SandboxDefence[];
  readonly wireFolder: string;
  /** Pipes by the submission's view. */
  readonly pipes: { readonly in: string; readonly out: string };
}

const deadlineEveryMs = 5;
/** Without a control group, metering walks /proc: not too often on a machine that is measuring. */
const meterEveryMs = 50;
/** A walk over the writable folders. */
const diskEveryMs = 50;

const job = workerData as WatchdogJob;
const state = new WatchdogState(job.buffer);
const parentAtStart = process.ppid;
let group: ControlGroup | null = null;
let logDescriptor = -1;
/**
 * A log of its own for each process: a descriptor can be opened again through /proc/self/fd, so a log shared by all processes of a run would let one
 * read what another left there.
 */
const isOwnLog = !job.switchedOff.includes('separate-logs');
const leavesTheRest = job.switchedOff.includes('clean-end');
const openLog = isOwnLog ? join(job.wireFolder, 'log') : job.logFile;
let logStart = 0;

/**
 * Joins the control group before the command is executed, so that not one of its instructions is outside. No core files: a crash would write
 * gigabytes.
 */
const launcher = [
  '/bin/sh',
  '-c',
  `${job.switchedOff.includes('no-core-files') ? '' : 'ulimit -c 0;'} [ -z "$PARETOBOARD_SECCOMP" ] || exec ${seccompDescriptor}< "$PARETOBOARD_SECCOMP"; unset PARETOBOARD_SECCOMP; for file in $PARETOBOARD_JOIN; do echo $$ > "$file" || exit 125; done; unset PARETOBOARD_JOIN; exec "$@"`,
  'sh',
] as const;

function members(child: ChildProcess): readonly number[] {
  if (group) return group.processes();
  const tree = child.pid ? (processTree(child.pid)?.pids ?? []) : [];
  return [...tree, ...markedProcesses(job.wireFolder)];
}

function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // Gone already.
    }
  }
}

/** A frozen control group of version 1 keeps a killed process until it thaws. */
function setFrozen(child: ChildProcess, frozen: boolean): boolean {
  const file = group?.freezeFile;
  if (!file) {
    signalAll(members(child), frozen ? 'SIGSTOP' : 'SIGCONT');
    return true;
  }
  writeFileSync(file.path, frozen ? file.frozen : file.thawed);
  return readFileSync(file.path, 'utf8').trim() === (frozen ? file.frozen : file.thawed);
}

let freezeAsked = 0;

/** Frozen on demand, and while the main thread has worked for long: then the submission waits for it. */
function applyFreeze(child: ChildProcess): void {
  const pausedAt = state.gauge('pausedAt');
  const worksLong = pausedAt > 0 && monotonicMs() - pausedAt > freezeAfterMs;
  const wanted = state.get('freezeWanted') === 1 || worksLong ? 1 : 0;
  // A group of version 1 may still be freezing when it is to thaw: what was asked for counts, too.
  if (wanted === freezeAsked && wanted === state.get('isFrozen')) return;
  freezeAsked = wanted;
  if (!setFrozen(child, wanted === 1)) return;
  state.setGauge('frozenSince', wanted === 1 ? monotonicMs() : 0);
  state.set('isFrozen', wanted);
}

function killAll(child: ChildProcess): void {
  if (state.get('isFrozen') === 1) setFrozen(child, false);
  const targets = leavesTheRest ? [child.pid ?? 0].filter((pid) => pid > 0) : members(child);
  if (!leavesTheRest) killGroup(child.pid, 'SIGKILL');
  signalAll(targets, 'SIGKILL');
}

/** @param atMs when the cause was found */
function end(child: ChildProcess, cause: KillCause, atMs = monotonicMs()): void {
  if (state.get('cause') === 0) {
    state.setGauge('condemnedAt', atMs);
    state.set('cause', killCauses.indexOf(cause));
  }
  killAll(child);
}

function watchDeadlines(child: ChildProcess): void {
  if (state.get('command') === 1) end(child, 'asked');
  if (process.ppid !== parentAtStart) {
    end(child, 'orphaned');
    // Nobody waits for this measurement any more.
    process.kill(process.pid, 'SIGKILL');
  }
  applyFreeze(child);
  if (state.get('isFrozen') === 1 || state.gauge('pausedAt') > 0) return;
  const now = monotonicMs();
  // First: where both are over, the budget is the better reason.
  const wallDeadlineAt = state.gauge('wallDeadlineAt');
  if (wallDeadlineAt > 0 && now > wallDeadlineAt) end(child, 'training-wall');
  const deadlineAt = state.gauge('deadlineAt');
  if (deadlineAt > 0 && now > deadlineAt) end(child, 'deadline', now);
}

/** Keeps the highest value that was seen. */
function raise(gauge: 'peakMemoryBytes' | 'cpuSeconds' | 'peakProcesses' | 'peakScratchBytes', value: number): void {
  if (value > state.gauge(gauge)) state.setGauge(gauge, value);
}

function meter(child: ChildProcess): void {
  const tree = group || !child.pid ? null : processTree(child.pid);
  const cpuSeconds = group?.cpuSeconds() ?? tree?.cpuSeconds ?? 0;
  raise('cpuSeconds', cpuSeconds);
  const memoryBytes = group?.peakMemoryBytes() ?? tree?.residentBytes ?? 0;
  raise('peakMemoryBytes', memoryBytes);
  const processes = group?.tasks() ?? tree?.pids.length ?? 0;
  raise('peakProcesses', processes);
  const cpuLimit = state.gauge('cpuLimitSeconds');
  if (cpuLimit > 0 && cpuSeconds > cpuLimit) end(child, 'training-cpu');
  if (!group && memoryBytes > job.limits.memoryBytes) end(child, 'memory');
  if (!group && processes > job.limits.processes) end(child, 'processes');
  // The log keeps its first bytes: what a flood says later is the same again.
  if (fstatSync(logDescriptor).size - logStart > job.limits.logBytes)
    ftruncateSync(logDescriptor, logStart + job.limits.logBytes);
}

function hasSharedFileGrown(): boolean {
  if (job.sharedFile === null || job.switchedOff.includes('disk-limit')) return false;
  try {
    return statSync(job.sharedFile.path).size > job.sharedFile.bytes;
  } catch {
    // Removed by close(), which runs at the same time.
    return false;
  }
}

function meterDisk(child: ChildProcess): void {
  if (hasSharedFileGrown() || diskUse(job.writablePaths, job.limits.diskBytes) > job.limits.diskBytes)
    end(child, 'disk');
  const { scratchBytes } = job.limits;
  if (scratchBytes === null) return;
  raise('peakScratchBytes', diskUse([job.folder], scratchBytes));
  if (state.gauge('peakScratchBytes') > scratchBytes) end(child, 'scratch');
}

/** How much there is now that nothing writes any more: how far over, where a limit was passed. */
function measureRemains(): void {
  state.setGauge('endedAt', monotonicMs());
  if (state.cause === 'disk') state.setGauge('diskBytes', diskUse(job.writablePaths, Number.MAX_VALUE));
  if (job.limits.scratchBytes !== null) raise('peakScratchBytes', diskUse([job.folder], Number.MAX_VALUE));
}

/** The first bytes of what this process said, after what others of the run have said. */
function keepLog(): void {
  if (isOwnLog) appendFileSync(job.logFile, readFileSync(openLog).subarray(0, job.limits.logBytes));
}

/** A main thread that waits in open() for a peer that died would wait for ever: open the other ends for it, again and again. */
function releaseOpen(): void {
  for (const [path, flag] of [
    [job.pipes.in, constants.O_RDONLY],
    [job.pipes.out, constants.O_WRONLY],
  ] as const) {
    try {
      closeSync(openSync(path, flag | constants.O_NONBLOCK));
    } catch {
      // ENXIO: nobody waits at that end yet. ENOENT: the session is closed.
    }
  }
}

function start(): void {
  group = job.controlGroups ? openControlGroup(job.groupName, { ...job.limits, cpuSet: job.cpuSet }) : null;
  state.set('pinned', group?.pinned ? 1 : 0);
  state.set('mechanism', limitMechanisms.indexOf(group?.mechanism ?? 'watchdog'));
  appendFileSync(job.logFile, '');
  logDescriptor = openSync(openLog, 'a');
  logStart = fstatSync(logDescriptor).size;
  const guardian = new Guardian({ wireFolder: job.wireFolder, workFolder: job.folder, controlGroup: group });
  const [file, ...shell] = launcher;
  const parameters = [...shell, ...job.command];
  const environment = group ? { ...job.environment, PARETOBOARD_JOIN: group.joinFiles.join(' ') } : job.environment;
  const child = spawn(file, parameters, {
    cwd: job.folder,
    env: environment,
    stdio: ['ignore', logDescriptor, logDescriptor],
    detached: true,
  });
  const timers = [
    setInterval(() => watchDeadlines(child), deadlineEveryMs),
    setInterval(() => meter(child), meterEveryMs),
  ];
  let diskTimer = setTimeout(function look() {
    const begun = monotonicMs();
    meterDisk(child);
    // Many files take long to walk: looking may not take more than a tenth of a core.
    diskTimer = setTimeout(look, Math.max(diskEveryMs, 10 * (monotonicMs() - begun)));
  }, diskEveryMs);
  const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
    for (const timer of timers) clearInterval(timer);
    clearTimeout(diskTimer);
    meter(child);
    if (!leavesTheRest) killAll(child);
    measureRemains();
    keepLog();
    if (state.get('cause') === 0 && (group?.memoryKills() ?? 0) > 0) state.set('cause', killCauses.indexOf('memory'));
    state.set('exitCode', code ?? -1);
    state.set('signal', signal ? osConstants.signals[signal] : 0);
    state.set('exited', 1);
    const release = setInterval(() => {
      if (state.get('opened') !== 1) releaseOpen();
      if (state.get('command') !== 1) return;
      clearInterval(release);
      closeSync(logDescriptor);
      removeGroup(40, () => guardian.dismiss());
    }, deadlineEveryMs);
  };
  child.on('error', () => {
    state.set('spawned', -1);
    finish(127, null);
  });
  child.on('exit', finish);
  if (child.pid) {
    guardian.watch(child.pid);
    state.set('spawned', 1);
  }
}

/** The kernel lets a group go once its last process is reaped. */
function removeGroup(attempts: number, done: () => void): void {
  if (!leavesTheRest) signalAll(group?.processes() ?? [], 'SIGKILL');
  group?.remove();
  const isGone = !group?.folders.some((folder) => existsSync(folder));
  if (isGone || attempts === 0) done();
  else setTimeout(() => removeGroup(attempts - 1, done), 25);
}

try {
  start();
} catch (error) {
  // Nobody listens to this thread's errors: the main thread blocks.
  console.error(error);
  state.set('spawned', -2);
}
