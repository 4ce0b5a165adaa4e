import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { SandboxDescription, SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { type SubmissionMessage, submissionMessageSchema } from '@paretoboard/contract/wire.js';
import { compiledUrl } from '../compiled-url.js';
import type { Exchanged, OutgoingMessage, Received, Session, Usage, WaitBudget } from '../run/session.js';
import { type Frame, FrameChannel, type FrameChannelOptions } from '../wire/frame-channel.js';
import { openSharedRegion, type SharedRegion } from '../wire/shared-region.js';
import { waitReadable } from '../wire/wait-readable.js';
import { WireError } from '../wire/wire-error.js';
import { bubblewrapArguments, seccompDescriptor, wireFolderInside } from './bubblewrap.js';
import type { SandboxDefence } from './defences.js';
import { probeSandbox } from './probe.js';
import { reportedError } from './reported-error.js';
import { SandboxUnavailableError } from './sandbox-unavailable-error.js';
import { seccompFilter } from './seccomp-filter.js';
import { overrunOf, SubmissionFailure } from './submission-failure.js';
import { controlGroupPrefix, sweepAbandoned, wireFolderPrefix } from './sweep.js';
import { TrainingClock } from './training-clock.js';
import { Waits } from './waits.js';
import type { WatchdogJob } from './watchdog.js';
import { limitMechanisms, monotonicMs, WatchdogState } from './watchdog-state.js';

export interface LaunchOptions {
  readonly level: SandboxLevel;
  readonly command: readonly string[];
  /** Private scratch folder: current folder of the process, writable. */
  readonly workFolder: string;
  readonly readOnlyPaths: readonly string[];
  readonly writablePaths: readonly string[];
  /** An unpacked container image to run in, and the folder inside to begin in. */
  readonly image?: { readonly rootFolder: string; readonly startFolder: string };
  /** Everything else of the environment is withheld. */
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: {
    readonly memoryBytes: number;
    readonly processes: number;
    readonly outputBytes: number;
    readonly logBytes: number;
    /** Bytes in all writable paths together. */
    readonly diskBytes: number;
    /** Bytes in the scratch folder. */
    readonly scratchBytes: number;
  };
  /** Standard output and error, appended, capped. */
  readonly logFile: string;
  /** Size of each shared region; 0: none. */
  readonly sharedBytes: number;
  readonly helloTimeoutMs: number;
  /** false: limit by looking, as on a machine that grants no control groups. */
  readonly controlGroups?: boolean;
  /** Cores to pin to, as `taskset` writes them; null: all. */
  readonly cpuSet: string | null;
  /** For the exploit suite: each exploit must succeed with its one defence switched off. */
  readonly switchedOff?: readonly SandboxDefence[];
  /** For the wire's conformance: another way to write the same frames. */
  readonly openChannel?: (options: FrameChannelOptions) => FrameChannel;
}

/** How a process ended: by a signal, or with a status. */
export interface ProcessEnd {
  readonly code: number;
  readonly signal: number;
}

interface WireFiles {
  readonly folder: string;
  readonly in: string;
  readonly out: string;
  readonly sharedIn: string | null;
  readonly sharedOut: string | null;
}

/** How long an ended pipe may be ahead of the news that its process has ended. */
const exitNewsMs = 3_000;
/** How long a frame may take to be read by the submission before it counts as stuck. */
const sendMs = 30_000;
const freezeMs = 5_000;
/** How long our own thread may take to start the command. */
const watchdogStartMs = 60_000;

function makeWireFiles(sharedBytes: number): WireFiles {
  const memoryFolder = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  sweepAbandoned(memoryFolder);
  const folder = mkdtempSync(join(memoryFolder, `${wireFolderPrefix}${process.pid}-`));
  const files = { folder, in: join(folder, 'in.fifo'), out: join(folder, 'out.fifo') };
  execFileSync('mkfifo', ['-m', '600', files.in, files.out]);
  const { bavail, bsize } = statfsSync(memoryFolder);
  // The files are sparse: a write to a full tmpfs through a mapping would kill us by SIGBUS. Then tensors travel in frames.
  if (sharedBytes === 0 || bavail * bsize < 2 * sharedBytes) return { ...files, sharedIn: null, sharedOut: null };
  const [sharedIn, sharedOut] = [join(folder, 'in.shared'), join(folder, 'out.shared')];
  for (const path of [sharedIn, sharedOut]) {
    writeFileSync(path, '', { mode: 0o600 });
    truncateSync(path, sharedBytes);
  }
  return { ...files, sharedIn, sharedOut };
}

function insideOf(path: string): string {
  return `${wireFolderInside}/${path.slice(path.lastIndexOf('/') + 1)}`;
}

function wireEnvironment(wire: WireFiles, place: (path: string) => string): Record<string, string> {
  return {
    PARETOBOARD_WIRE_IN: place(wire.in),
    PARETOBOARD_WIRE_OUT: place(wire.out),
    ...(wire.sharedIn ? { PARETOBOARD_SHARED_IN: place(wire.sharedIn) } : {}),
    ...(wire.sharedOut ? { PARETOBOARD_SHARED_OUT: place(wire.sharedOut) } : {}),
  };
}

function baseEnvironment(workFolder: string, temporaryFolder: string): Record<string, string> {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: workFolder, TMPDIR: temporaryFolder, LANG: 'C.UTF-8' };
}

function pinned(cpuSet: string | null): string[] {
  return cpuSet === null ? [] : ['taskset', '-c', cpuSet];
}

function commandLine(
  options: LaunchOptions,
  wire: WireFiles,
): { command: string[]; environment: Record<string, string> } {
  if (options.level === 'process') {
    const environment = {
      ...baseEnvironment(options.workFolder, options.workFolder),
      ...options.environment,
      ...wireEnvironment(wire, (path) => path),
    };
    return { command: [...pinned(options.cpuSet), ...options.command], environment };
  }
  const isOff = (defence: SandboxDefence): boolean => options.switchedOff?.includes(defence) ?? false;
  const environment = {
    ...(isOff('scrubbed-environment') ? (process.env as Record<string, string>) : {}),
    ...baseEnvironment(options.workFolder, '/tmp'),
    ...options.environment,
    ...wireEnvironment(wire, insideOf),
  };
  const wireFiles = [
    { path: wire.in, writable: false },
    { path: wire.out, writable: true },
    { path: wire.sharedIn, writable: isOff('read-only-inputs') },
    { path: wire.sharedOut, writable: true },
  ].flatMap(({ path, writable }) => (path ? [{ outside: path, inside: insideOf(path), writable }] : []));
  const { workFolder, readOnlyPaths, writablePaths } = options;
  const filter = isOff('system-call-filter') ? null : seccompFilter();
  const filterFile = join(wire.folder, 'seccomp.bpf');
  if (filter) writeFileSync(filterFile, filter, { mode: 0o600 });
  const wrapper = bubblewrapArguments({
    workFolder,
    readOnlyPaths,
    writablePaths,
    wireFiles,
    environment,
    temporaryBytes: options.limits.scratchBytes,
    seccompDescriptor: filter ? seccompDescriptor : null,
    switchedOff: options.switchedOff ?? [],
    ...options.image,
  });
  // Only bwrap itself sees this: --clearenv and --setenv make the environment inside.
  return {
    command: [...pinned(options.cpuSet), 'bwrap', ...wrapper, ...options.command],
    environment: {
      PATH: process.env.PATH ?? '/usr/bin:/bin',
      ...(filter ? { PARETOBOARD_SECCOMP: filterFile } : {}),
    },
  };
}

/** Beyond what any machine has, for a limit that is switched off. */
const noLimit = 2 ** 50;
const noProcessLimit = 100_000;

function enforcedLimits({ limits, switchedOff = [], level }: LaunchOptions): WatchdogJob['limits'] {
  return {
    ...limits,
    memoryBytes: switchedOff.includes('memory-limit') ? noLimit : limits.memoryBytes,
    processes: switchedOff.includes('process-limit') ? noProcessLimit : limits.processes,
    logBytes: switchedOff.includes('log-limit') ? noLimit : limits.logBytes,
    diskBytes: switchedOff.includes('disk-limit') ? noLimit : limits.diskBytes,
    // In the sandbox a tmpfs of that size holds it.
    scratchBytes: level === 'process' ? limits.scratchBytes : null,
  };
}

function describe(
  options: LaunchOptions,
  mechanism: (typeof limitMechanisms)[number],
  pinnedByGroup: boolean,
): SandboxDescription {
  const isolated = options.level === 'namespace';
  return {
    level: options.level,
    network: isolated ? 'none' : 'shared',
    filesystem: isolated ? 'read-only' : 'shared',
    capabilities: isolated ? 'none' : 'inherited',
    memoryLimit: mechanism,
    processLimit: mechanism,
    cpuSet: options.cpuSet,
    cpuSetBy: cpuSetBy(options.cpuSet, mechanism, pinnedByGroup),
  };
}

function cpuSetBy(
  cpuSet: string | null,
  mechanism: (typeof limitMechanisms)[number],
  pinnedByGroup: boolean,
): SandboxDescription['cpuSetBy'] {
  if (cpuSet === null) return null;
  return pinnedByGroup && mechanism !== 'watchdog' ? mechanism : 'affinity';
}

const wireRemedies = {
  'wire-garbage': 'Send frames as docs/wire.md describes them; write nothing else to the pipe.',
  'output-too-large': 'Answer with the outputs that the task asks for, and nothing more.',
} as const;

/**
 * A submission's process as the measuring side holds it. Every call blocks the calling thread; a watchdog thread starts and ends the process. Every
 * failure of the process is a `SubmissionFailure` with a typed code.
 */
export class SubmissionProcess implements Session {
  /** Which mechanisms really are in force. */
  description!: SandboxDescription;
  hello: Session['hello'] = { runtime: null };
  private readonly state = new WatchdogState();
  private readonly watchdog: Worker;
  private readonly wire: WireFiles;
  private readonly regions: SharedRegion[] = [];
  private channel!: FrameChannel;
  private files: number[] = [];
  private readonly begunAt = monotonicMs();
  private frozenAt = 0;
  private frozenMs = 0;
  private clock = new TrainingClock(Number.POSITIVE_INFINITY);
  private isClosed = false;
  private hasLeft = false;
  private readonly waits = new Waits();
  /** Where the budgets of training begin to count. */
  private charged = { wallFrom: 0, cpuFrom: 0 };
  private largestOutputBytes = 0;
  /** What a header that repeats it says but for the id was checked with it. */
  private lastMessage: SubmissionMessage | null = null;

  /**
   * Starts the process and returns after its `hello`.
   * @throws SandboxUnavailableError if the machine cannot give the level
   * @throws SubmissionFailure if the process ends, answers wrongly or stays silent
   */
  static launch(options: LaunchOptions): SubmissionProcess {
    const probe = probeSandbox(options.level);
    if (!probe.available) throw new SandboxUnavailableError(options.level, probe.reason ?? 'unknown');
    const launched = new SubmissionProcess(options);
    try {
      launched.connect();
      return launched;
    } catch (error) {
      launched.close();
      throw error;
    }
  }

  private constructor(private readonly options: LaunchOptions) {
    this.wire = makeWireFiles(options.sharedBytes);
    mkdirSync(options.workFolder, { recursive: true });
    if (options.level === 'namespace') chmodSync(options.workFolder, 0o700);
    const groupName = `${controlGroupPrefix}${process.pid}-${randomBytes(4).toString('hex')}`;
    const { command, environment } = commandLine(options, this.wire);
    const job: WatchdogJob = {
      buffer: this.state.buffer,
      groupName,
      command,
      folder: options.workFolder,
      environment,
      logFile: options.logFile,
      limits: enforcedLimits(options),
      controlGroups: options.controlGroups ?? true,
      cpuSet: options.cpuSet,
      writablePaths: options.writablePaths,
      sharedFile: this.wire.sharedOut ? { path: this.wire.sharedOut, bytes: options.sharedBytes } : null,
      switchedOff: options.switchedOff ?? [],
      wireFolder: this.wire.folder,
      pipes: { in: this.wire.in, out: this.wire.out },
    };
    this.watchdog = new Worker(compiledUrl('./watchdog.js', import.meta.url), { workerData: job });
    this.watchdog.unref();
  }

  private connect(): void {
    // Until the command is started, the time that passes is ours: on a starved machine our thread may be late.
    const spawned = this.state.await('spawned', watchdogStartMs);
    if (spawned === 0)
      throw new Error(`the watchdog did not start the command in ${watchdogStartMs / 1000} s; is the machine starved?`);
    if (spawned === -2)
      throw new Error(`the watchdog could not start; is the log file ${this.options.logFile} writable?`);
    this.description = describe(
      this.options,
      limitMechanisms[this.state.get('mechanism')] ?? 'watchdog',
      this.state.get('pinned') === 1,
    );
    if (spawned !== 1)
      throw new SubmissionFailure(
        'crash',
        `the command ${this.options.command[0]} could not be started`,
        'Check that the command exists in the sandbox.',
      );
    this.setDeadline(this.options.helloTimeoutMs);
    // The same order as the peer: each open waits for the other side.
    const writeFile = openSync(this.wire.in, 'w');
    const readFile = openSync(this.wire.out, 'r');
    this.files = [writeFile, readFile];
    this.state.set('opened', 1);
    const sharedOut = this.wire.sharedIn ? openSharedRegion(this.wire.sharedIn, 'write', false) : null;
    const sharedIn = this.wire.sharedOut
      ? openSharedRegion(this.wire.sharedOut, 'read', !this.options.switchedOff?.includes('unmapped-outputs'))
      : null;
    this.regions.push(...[sharedOut, sharedIn].filter((region) => region !== null));
    const { openChannel = (channel: FrameChannelOptions) => new FrameChannel(channel) } = this.options;
    this.channel = openChannel({
      readFile,
      writeFile,
      sharedIn,
      sharedOut,
      incomingBytes: this.options.limits.outputBytes,
    });
    const { message } = this.receive(this.options.helloTimeoutMs);
    if (message.type !== 'hello')
      throw new SubmissionFailure('wire-garbage', `first message "${message.type}"`, 'Say hello first.');
    this.hello = { runtime: message.runtime };
    if (!message.sharedMemory) this.channel.leaveSharedMemory();
  }

  private setDeadline(deadlineMs: number, budget: WaitBudget | null = null): void {
    const now = monotonicMs();
    this.waits.begin(budget, now);
    this.state.setGauge('deadlineAt', now + deadlineMs);
  }

  send(message: OutgoingMessage, tensors: NamedTensors = {}, deadlineMs = sendMs, budget?: WaitBudget): void {
    this.setDeadline(deadlineMs, budget);
    try {
      this.channel.write(message, tensors);
    } catch (error) {
      throw this.failure(error);
    } finally {
      this.state.setGauge('deadlineAt', 0);
    }
  }

  receive(deadlineMs: number, budget?: WaitBudget): Received {
    this.setDeadline(deadlineMs, budget);
    try {
      const frame = this.channel.read();
      const receivedMs = performance.now();
      this.noteOutput(frame.tensors);
      return { message: this.parse(frame), tensors: frame.tensors, receivedMs };
    } catch (error) {
      throw this.failure(error);
    } finally {
      this.state.setGauge('deadlineAt', 0);
    }
  }

  waitReadable(untilMs: number): boolean {
    return this.channel.hasPending || waitReadable(this.files[1]!, untilMs);
  }

  exchange(message: OutgoingMessage, tensors: NamedTensors, deadlineMs: number): Exchanged {
    this.setDeadline(deadlineMs, 'queryMs');
    try {
      const begun = performance.now();
      this.channel.write(message, tensors);
      const frame = this.channel.read();
      const receivedMs = performance.now();
      this.noteOutput(frame.tensors);
      return { message: this.parse(frame), tensors: frame.tensors, receivedMs, latencyMs: receivedMs - begun };
    } catch (error) {
      throw this.failure(error);
    } finally {
      this.state.setGauge('deadlineAt', 0);
    }
  }

  setDeadlines({ wallSeconds, cpuSeconds }: { wallSeconds?: number; cpuSeconds?: number }): void {
    this.charged = { wallFrom: monotonicMs() - this.frozenMs, cpuFrom: this.state.gauge('cpuSeconds') };
    if (wallSeconds !== undefined) this.clock = new TrainingClock(wallSeconds * 1000);
    if (wallSeconds !== undefined) this.state.setGauge('wallDeadlineAt', monotonicMs() + wallSeconds * 1000);
    if (cpuSeconds !== undefined) this.state.setGauge('cpuLimitSeconds', this.charged.cpuFrom + cpuSeconds);
  }

  usage(): Usage {
    const cpuSeconds = this.state.gauge('cpuSeconds');
    const peakMemoryBytes = this.state.gauge('peakMemoryBytes');
    return {
      wallSeconds: (this.nowOrEnd() - this.begunAt - this.pausedMs) / 1000,
      pausedSeconds: this.clock.unchargedMs / 1000,
      frozenSeconds: this.clock.frozenMs / 1000,
      cpuSeconds: cpuSeconds > 0 ? cpuSeconds : null,
      peakMemoryBytes: peakMemoryBytes > 0 ? peakMemoryBytes : null,
      ...(peakMemoryBytes > 0
        ? {}
        : { peakMemoryReason: 'no control group and no /proc: memory could not be metered' }),
      peakProcesses: this.state.gauge('peakProcesses') || null,
      peakScratchBytes: this.options.level === 'process' ? this.state.gauge('peakScratchBytes') : null,
      largestOutputBytes: this.largestOutputBytes,
    };
  }

  /** What is not charged: frozen on demand, or waiting for the harness. */
  private get pausedMs(): number {
    return this.frozenMs + this.clock.unchargedMs;
  }

  /** When the process ended; as long as it runs, now. */
  private nowOrEnd(): number {
    return this.state.get('exited') === 1 ? this.state.gauge('endedAt') : monotonicMs();
  }

  private noteOutput(tensors: NamedTensors): void {
    let bytes = 0;
    for (const name in tensors) bytes += tensors[name]!.data.byteLength;
    if (bytes > this.largestOutputBytes) this.largestOutputBytes = bytes;
  }

  uncharged<Result>(work: () => Result): Result {
    const beganAt = monotonicMs();
    this.state.setGauge('pausedAt', beganAt);
    try {
      return work();
    } finally {
      this.resume(beganAt);
    }
  }

  private resume(beganAt: number): void {
    const frozenSince = this.state.gauge('frozenSince');
    const frozenMs = frozenSince > 0 ? monotonicMs() - frozenSince : 0;
    this.state.setGauge('pausedAt', 0);
    this.state.awaitValue('isFrozen', 0, freezeMs);
    const movedMs = this.clock.add(monotonicMs() - beganAt, frozenMs);
    const wallDeadlineAt = this.state.gauge('wallDeadlineAt');
    if (wallDeadlineAt > 0) this.state.setGauge('wallDeadlineAt', wallDeadlineAt + movedMs);
  }

  /** Stops every process of the submission; its wall clock stands still meanwhile. */
  freeze(): void {
    if (this.frozenAt > 0) return;
    this.frozenAt = monotonicMs();
    this.setFrozen(1);
  }

  thaw(): void {
    if (this.frozenAt === 0) return;
    const pausedMs = monotonicMs() - this.frozenAt;
    this.frozenAt = 0;
    this.frozenMs += pausedMs;
    const wallDeadlineAt = this.state.gauge('wallDeadlineAt');
    if (wallDeadlineAt > 0) this.state.setGauge('wallDeadlineAt', wallDeadlineAt + pausedMs);
    this.setFrozen(0);
  }

  private setFrozen(wanted: 0 | 1): void {
    this.state.set('freezeWanted', wanted);
    this.state.awaitValue('isFrozen', wanted, freezeMs);
  }

  /** Leaves the conversation, and says how the process took it; null: it is still there after `graceMs`. Only `close` may follow. */
  leave(how: 'bye' | 'end-of-input', graceMs: number): ProcessEnd | null {
    if (how === 'bye') this.channel.write({ type: 'bye' });
    this.hasLeft = true;
    closeSync(this.files.shift()!);
    return this.state.await('exited', graceMs) === 1 ? this.exit() : null;
  }

  /** Ends the process whatever it does, and removes its pipes, shared memory and control group. May be called again. */
  close(graceMs = 500): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.thaw();
    if (this.files.length > 0 && !this.hasLeft && this.state.get('exited') === 0) {
      try {
        // It may not read any more: then the watchdog ends it, and with it the wait.
        this.setDeadline(graceMs);
        this.channel?.write({ type: 'bye' });
        this.state.await('exited', graceMs);
      } catch {
        // It ended, or does not listen: it is killed below either way.
      }
    }
    this.state.set('command', 1);
    if (this.state.get('spawned') !== -1) this.state.await('exited', exitNewsMs);
    for (const file of this.files) closeSync(file);
    for (const region of this.regions) region.close();
    rmSync(this.wire.folder, { recursive: true, force: true });
    rmSync(this.options.workFolder, { recursive: true, force: true });
  }

  private parse({ header, isRepeat }: Frame): SubmissionMessage {
    if (isRepeat && this.lastMessage) {
      this.lastMessage = { ...this.lastMessage, id: header.id } as SubmissionMessage;
      return this.lastMessage;
    }
    this.lastMessage = null;
    const parsed = submissionMessageSchema.safeParse(header);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new WireError(
        'garbage',
        `message ${typeof header.type === 'string' ? `"${header.type.slice(0, 64)}"` : 'without a type'}: ${issue?.path.join('.').slice(0, 200)} ${issue?.message.slice(0, 200)}`,
      );
    }
    if (parsed.data.type === 'error') throw reportedError(parsed.data);
    this.lastMessage = parsed.data;
    return parsed.data;
  }

  /** From what happened on the wire and to the process, the typed reason. */
  private failure(error: unknown): Error {
    if (error instanceof SubmissionFailure) return error;
    if (!(error instanceof WireError)) return error instanceof Error ? error : new Error(String(error));
    if (error.kind === 'garbage')
      return new SubmissionFailure('wire-garbage', error.message, wireRemedies['wire-garbage']);
    if (error.kind === 'too-large')
      return new SubmissionFailure(
        'output-too-large',
        error.message,
        wireRemedies['output-too-large'],
        error.bytes === null ? null : { budget: 'outputBytes', used: error.bytes },
      );
    return this.endedProcess(error.kind === 'truncated');
  }

  private endedProcess(isMidFrame: boolean): SubmissionFailure {
    const hasExited = this.state.await('exited', exitNewsMs) === 1;
    const byCause = this.failureByCause();
    if (byCause) return byCause;
    if (!hasExited)
      return new SubmissionFailure(
        'no-answer',
        'the submission closed its pipe but did not exit',
        'Keep the pipes open until bye.',
      );
    const { code, signal } = this.exit();
    const how = signal > 0 ? `signal ${signal}` : `exit status ${code}`;
    if (this.ranOutOfHeap(signal, code))
      return new SubmissionFailure('out-of-memory', `the JavaScript heap was exhausted (${how})`, 'Use less memory.');
    if (isMidFrame)
      return new SubmissionFailure(
        'exit-during-frame',
        `the submission ended with ${how} in the middle of a frame`,
        'Write whole frames.',
      );
    if (signal > 0 || code !== 0)
      return new SubmissionFailure(
        'crash',
        `the submission ended with ${how}`,
        'Its last words are in the log beside the record.',
      );
    return new SubmissionFailure(
      'no-answer',
      'the submission exited without an answer',
      'Answer every call until bye.',
    );
  }

  private failureByCause(): SubmissionFailure | null {
    const { memoryBytes, processes, diskBytes, scratchBytes } = this.options.limits;
    switch (this.state.cause) {
      case 'deadline':
        return new SubmissionFailure(
          'timeout',
          'no answer in time',
          'Answer within the time that the budget gives to a call.',
          this.waits.overrunAt(this.state.gauge('condemnedAt')),
        );
      case 'training-wall':
        return new SubmissionFailure(
          'budget-exceeded',
          'training took longer than its wall-clock budget',
          'Train for fewer epochs.',
          { budget: 'trainingWallSeconds', used: (this.nowOrEnd() - this.charged.wallFrom - this.pausedMs) / 1000 },
        );
      case 'training-cpu':
        return new SubmissionFailure(
          'budget-exceeded',
          'training took more processor time than its budget',
          'Train for fewer epochs, or in fewer threads.',
          { budget: 'trainingCpuSeconds', used: this.state.gauge('cpuSeconds') - this.charged.cpuFrom },
        );
      case 'memory':
        return new SubmissionFailure(
          'out-of-memory',
          `more than ${memoryBytes} bytes of memory`,
          'Use smaller batches or a smaller model.',
          { budget: 'memoryBytes', used: this.state.gauge('peakMemoryBytes') },
        );
      case 'processes':
        return new SubmissionFailure('budget-exceeded', `more than ${processes} processes`, 'Start fewer processes.', {
          budget: 'processes',
          used: this.state.gauge('peakProcesses'),
        });
      case 'disk':
        return new SubmissionFailure(
          'budget-exceeded',
          `more than ${diskBytes} bytes in the folders that it may write, or shared memory that grew`,
          'Write less; scratch files belong into TMPDIR, and shared memory keeps its size.',
          overrunOf('artefactBytes', this.state.gauge('diskBytes')),
        );
      case 'scratch':
        return new SubmissionFailure(
          'budget-exceeded',
          `more than ${scratchBytes} bytes in its scratch folder`,
          'Keep less on disk.',
          overrunOf('scratchBytes', this.state.gauge('peakScratchBytes')),
        );
      case 'asked':
      case 'orphaned':
      case 'none':
        return null;
    }
  }

  /** bwrap and shells report a signal as exit status 128 + its number. */
  private exit(): ProcessEnd {
    const code = this.state.get('exitCode');
    const signal = this.state.get('signal');
    if (signal === 0 && code > 128 && code < 193) return { code, signal: code - 128 };
    return { code, signal };
  }

  private ranOutOfHeap(signal: number, code: number): boolean {
    if (signal !== 6 && code !== 134) return false;
    const { size } = statSync(this.options.logFile);
    return readFileSync(this.options.logFile)
      .subarray(Math.max(0, size - 65_536))
      .includes('heap out of memory');
  }
}
