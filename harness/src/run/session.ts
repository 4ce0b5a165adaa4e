import type { BudgetId } from '@paretoboard/contract/budget.js';
import type { RuntimeDescription } from '@paretoboard/contract/runtime.js';
import type { SandboxDescription, SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { NamedTensors, Tensor } from '@paretoboard/contract/tensor.js';
import type { HarnessMessage, SubmissionMessage } from '@paretoboard/contract/wire.js';

type WithoutTensors<Message> = Message extends unknown ? Omit<Message, 'tensors'> : never;
export type OutgoingMessage = WithoutTensors<HarnessMessage>;

export interface Received {
  readonly message: SubmissionMessage;
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** On the clock of `performance.now()`: when all bytes had been copied out. */
  readonly receivedMs: number;
}

export interface Exchanged extends Received {
  /** From before the input bytes were visible to the submission until all output bytes were copied out. */
  readonly latencyMs: number;
}

export interface Usage {
  /** Without what `uncharged` forgave. */
  readonly wallSeconds: number;
  readonly pausedSeconds: number;
  /** Part of it in which the submission was frozen. */
  readonly frozenSeconds: number;
  readonly cpuSeconds: number | null;
  readonly peakMemoryBytes: number | null;
  readonly peakMemoryReason?: string | undefined;
  /** Most processes and threads at a time, as far as somebody looked. */
  readonly peakProcesses: number | null;
  /** Most bytes in the scratch folder; null where a file system of its own holds it. */
  readonly peakScratchBytes: number | null;
  /** Tensor bytes of the largest frame that arrived. */
  readonly largestOutputBytes: number;
}

/** Budgets that are limits of one wait for the submission. */
export type WaitBudget = Extract<BudgetId, 'loadSeconds' | 'queryMs'>;

/** A submission's process as the measuring process sees it. Every call blocks; every failure is a `SubmissionFailure`. */
export interface Session {
  readonly hello: { readonly runtime: RuntimeDescription | null };
  readonly description: SandboxDescription;
  /**
   * @param deadlineMs for the submission to read what does not fit into the pipe; missing: half a minute, and no budget of its own
   * @param budget that the time is charged to
   */
  send(message: OutgoingMessage, tensors?: NamedTensors, deadlineMs?: number, budget?: WaitBudget): void;
  /** @param budget that the time is charged to */
  receive(deadlineMs: number, budget?: WaitBudget): Received;
  /** Blocks until a frame, or the end of the process, can be read, or the time has come. @param untilMs on the clock of `performance.now()` */
  waitReadable(untilMs: number): boolean;
  exchange(message: OutgoingMessage, tensors: NamedTensors, deadlineMs: number): Exchanged;
  /** Enforced from outside, by a thread that does not wait for the submission. */
  setDeadlines(deadlines: { wallSeconds?: number; cpuSeconds?: number }): void;
  /**
   * Does work of the harness that the submission waits for: its wall clock stands still meanwhile, and it is frozen if that takes long. (Not counted
   * are the first 20 ms of each, beyond 5 % of the wall-clock budget in all.)
   */
  uncharged<Result>(work: () => Result): Result;
  usage(): Usage;
  close(): void;
}

export interface SessionOptions {
  /** Folder that the submission may write: its artefact while it trains; null: nothing. */
  readonly writableFolder: string | null;
  /** Folder that it may read besides its own files: its artefact while it is evaluated. */
  readonly readableFolder: string | null;
  readonly logFile: string;
  /** Data-only kinds: `writableFolder` is for the count of operations, which takes longer than answering. */
  readonly countsOperations?: true;
}

/** Starts a fresh, isolated process. */
export interface SessionFactory {
  readonly level: SandboxLevel;
  /** Threads that a submission is told to train with: while it trains it has all cores. */
  readonly trainingThreads: number;
  /** The submission under test. */
  submission(options: SessionOptions): Session;
  /** The null submission, on the same path. */
  nullModel(logFile: string): Session;
  /** Our fixed work, on the same path. */
  sentinel(logFile: string): Session;
}
