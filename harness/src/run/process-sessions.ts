import { mkdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Budget } from '@paretoboard/contract/budget.js';
import type { SandboxDescription, SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import { compiledUrl } from '../compiled-url.js';
import { cacheFolder } from '../places.js';
import { findNativeLibrary } from '../runtimes/native-library.js';
import type { CorePlan } from '../sandbox/cores.js';
import type { SandboxDefence } from '../sandbox/defences.js';
import { SubmissionFailure } from '../sandbox/submission-failure.js';
import { type LaunchOptions, SubmissionProcess } from '../sandbox/submission-process.js';
import { answerThreads } from './answer-threads.js';
import { limitsOf } from './budgets.js';
import type { ResolvedSubmission } from './resolved-submission.js';
import type { Session, SessionFactory, SessionOptions } from './session.js';

export interface ProcessSessionsOptions {
  readonly submission: ResolvedSubmission;
  readonly level: SandboxLevel;
  /** null: the best runtime that the machine has. */
  readonly runtime: string | null;
  /** Threads to answer with, and to train with unless `cores` says more. */
  readonly threads: number;
  /** How cores are shared out; missing: the caller pins nothing. */
  readonly cores?: CorePlan;
  readonly scratchFolder: string;
  readonly budgets: readonly Budget[];
  /** For the exploit suite alone. */
  readonly switchedOff?: readonly SandboxDefence[];
  /** For the wire's conformance alone: its own channel, with or without shared memory. */
  readonly wire?: Pick<LaunchOptions, 'openChannel' | 'sharedBytes' | 'helloTimeoutMs'>;
}

const hostMain = fileURLToPath(compiledUrl('../host/main.js', import.meta.url));
const openInferenceMain = fileURLToPath(compiledUrl('../host/open-inference/main.js', import.meta.url));
const harnessFolder = fileURLToPath(new URL('../..', import.meta.url));
const repositoryFolder = dirname(harnessFolder.replace(/\/$/, ''));

/** Size of each shared region: one query or one serving of training rows. */
const sharedBytes = 64 * 2 ** 20;
const logBytes = 4 * 2 ** 20;
/** Node, the runtime's library and, on a cold disk, all of its pages. */
const helloTimeoutMs = 120_000;

/** Our compiled code and the packages that it uses: in a clone side by side, installed all below one folder. */
function codePaths(): string[] {
  const installed = harnessFolder.indexOf(`${sep}node_modules${sep}`);
  if (installed >= 0) return [harnessFolder.slice(0, installed + `${sep}node_modules`.length)];
  return [
    join(repositoryFolder, 'node_modules'),
    harnessFolder,
    join(repositoryFolder, 'submissions', 'sdk'),
    join(repositoryFolder, 'package.json'),
  ];
}

/** What our host needs to start: Node, packages, the harness and the SDK, native TensorFlow. Never data, tasks, home or keys. */
function hostPaths(): string[] {
  return [
    process.execPath,
    ...codePaths(),
    join(cacheFolder(), 'native-tensorflow'),
    // A library that belongs to an installed Python package lies elsewhere.
    ...(findNativeLibrary()?.folders ?? []),
  ];
}

function environmentFor(entry: string, { runtime }: ProcessSessionsOptions, threads: number): Record<string, string> {
  return {
    PARETOBOARD_ENTRY: entry,
    PARETOBOARD_CACHE: cacheFolder(),
    PARETOBOARD_THREADS: String(threads),
    ...(runtime === null ? {} : { PARETOBOARD_RUNTIME: runtime }),
    // For comparisons: steps stay as they are written.
    ...(process.env.PARETOBOARD_GRAPHS ? { PARETOBOARD_GRAPHS: process.env.PARETOBOARD_GRAPHS } : {}),
  };
}

/** A manifest's command names files of its own folder by relative paths, so the process begins there; scratch is `HOME`. */
function startedIn(folder: string, command: readonly string[]): string[] {
  return ['/bin/sh', '-c', 'cd -- "$0" && exec "$@"', folder, ...command];
}

interface Start {
  readonly command: readonly string[];
  readonly environment: Record<string, string>;
  readonly readOnly: readonly string[];
  readonly writable: readonly string[];
  readonly logFile: string;
  readonly cpuSet: string | null;
  readonly image?: NonNullable<LaunchOptions['image']>;
}

/** An image may hold no shell to change folders with: the sandbox begins there. */
function startOfProcess(
  { folder, manifest, environment, image }: ResolvedSubmission,
  level: SandboxLevel,
): Pick<Start, 'command' | 'environment' | 'image'> & { readonly reads: readonly string[] } {
  const { command = [], protocol, port, name } = manifest;
  if (image) {
    if (level === 'namespace')
      return {
        command,
        environment: { ...image.variables },
        image: { rootFolder: image.rootFolder, startFolder: folder },
        reads: [],
      };
    throw new SubmissionFailure(
      'runtime-unavailable',
      `a container image cannot be run at level ${level}`,
      'Run it at level namespace: --sandbox namespace.',
    );
  }
  const variables = { ...environment?.variables };
  const reads = environment?.readOnlyPaths ?? [];
  if (protocol !== 'open-inference') return { command: startedIn(folder, command), environment: variables, reads };
  const adapter = [process.execPath, openInferenceMain, String(port), name, folder, ...command];
  return { command: adapter, environment: variables, reads: [...hostPaths(), ...reads] };
}

/** Sessions in real processes of this machine, each in a fresh scratch folder. */
export function processSessions(options: ProcessSessionsOptions): Omit<SessionFactory, 'submission'> & {
  readonly expected: SandboxDescription;
  submission(options: SessionOptions): SubmissionProcess;
} {
  const limits = limitsOf(options.budgets);
  let started = 0;
  const launch = ({ readOnly, writable, ...start }: Start): SubmissionProcess => {
    const workFolder = join(options.scratchFolder, `process-${started++}`);
    mkdirSync(workFolder, { recursive: true });
    const launched = SubmissionProcess.launch({
      ...start,
      level: options.level,
      workFolder,
      readOnlyPaths: readOnly,
      writablePaths: writable,
      limits: {
        memoryBytes: limits.memoryBytes.limit,
        processes: limits.processes.limit,
        outputBytes: limits.outputBytes.limit,
        logBytes,
        diskBytes: limits.artefactBytes.limit,
        scratchBytes: limits.scratchBytes.limit,
      },
      sharedBytes,
      helloTimeoutMs,
      ...(options.switchedOff ? { switchedOff: options.switchedOff } : {}),
      ...options.wire,
    });
    launched.description = { ...launched.description, ...shared, cpuSet: inference };
    return launched;
  };
  const { cores, threads } = options;
  const trainingThreads = cores?.trainingThreads ?? threads;
  const inference = cores?.inference ?? null;
  const shared = {
    trainingCpuSet: cores?.training ?? null,
    harnessCpuSet: cores?.harness ?? null,
    ...(inference === null ? { cpuSetReason: cores?.reason ?? 'pinning was not asked for' } : {}),
  };
  const host = [process.execPath, hostMain];
  const own = (entry: string, logFile: string): Session =>
    launch({
      command: host,
      environment: environmentFor(entry, options, threads),
      readOnly: hostPaths(),
      writable: [],
      logFile,
      cpuSet: inference,
    });
  const submission = ({
    readableFolder,
    writableFolder,
    logFile,
    countsOperations,
  }: SessionOptions): SubmissionProcess => {
    const { entry, folder, manifest } = options.submission;
    const readable = [folder, ...(readableFolder ? [readableFolder] : [])];
    // Only training writes: everything that answers, timed or not, has the same cores and threads.
    const trains = writableFolder !== null && !countsOperations;
    const common = {
      writable: writableFolder ? [writableFolder] : [],
      logFile,
      cpuSet: trains ? shared.trainingCpuSet : inference,
    };
    if (manifest.kind === 'process') {
      const { reads, ...start } = startOfProcess(options.submission, options.level);
      return launch({ ...start, ...common, readOnly: [...reads, ...readable] });
    }
    const environment = {
      // Of data alone there is no module to enter: the host serves the kind.
      ...environmentFor(entry ?? manifest.kind, options, trains ? trainingThreads : answerThreads(manifest, threads)),
      ...(manifest.model ? { PARETOBOARD_MODEL: manifest.model } : {}),
      ...(manifest.pipeline ? { PARETOBOARD_PIPELINE: manifest.pipeline } : {}),
      ...(countsOperations && writableFolder ? { PARETOBOARD_COUNT: writableFolder } : {}),
    };
    return launch({ ...common, command: host, environment, readOnly: [...hostPaths(), ...readable] });
  };
  return {
    level: options.level,
    trainingThreads,
    submission,
    nullModel: (logFile) => own('null', logFile),
    sentinel: (logFile) => own('sentinel', logFile),
    expected: {
      level: options.level,
      network: options.level === 'process' ? 'shared' : 'none',
      filesystem: options.level === 'process' ? 'shared' : 'read-only',
      capabilities: options.level === 'process' ? 'inherited' : 'none',
      memoryLimit: 'none',
      processLimit: 'none',
      cpuSet: inference,
      ...shared,
    },
  };
}
