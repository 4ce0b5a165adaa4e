import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { executeRun } from '@paretoboard/baselines/execute-run.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunEvent, RunRequest } from '@paretoboard/contract/run-state.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import type { AttemptEnd, LeasedRun } from '@paretoboard/contract/worker-link.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { submissionLogName } from '@paretoboard/harness/run/run-files.js';
import { LeaseLostError } from '../queue/end-run.js';
import { RecordRefusedError } from '../records/publish-record.js';
import { readableLog } from '../runs/readable-log.js';
import { keepLease } from './keep-lease.js';
import type { RunLink } from './run-link.js';

/** Between two tries to tell the queue how a run ended: its record may have taken an hour. */
const retryMs = { first: 500, most: 10_000 } as const;
/** Longer than any stop of a server that somebody mends. */
const patienceMs = 30 * 60_000;

export type Execute = typeof executeRun;

export interface RunWorkerOptions {
  readonly link: RunLink;
  readonly execute: Execute;
  /** Isolation of what was sent to the server, whatever a run's request says. */
  readonly submissionSandbox: SandboxLevel;
  /** Aborted when the worker stops: the run goes back into the queue. */
  readonly stopping: AbortSignal;
  onRow(line: string): void;
}

/** Executes leased runs, one at a time. */
export class RunWorker {
  constructor(private readonly options: RunWorkerOptions) {}

  /** From lease to end. Nothing is thrown: what cannot be told to the queue, the end of the lease tells. */
  async handle(leased: LeasedRun): Promise<void> {
    const lease = keepLease(this.options.link, leased.lease);
    const outFolder = mkdtempSync(join(tmpdir(), 'paretoboard-record-'));
    try {
      const { record, folder } = await this.measure(leased, outFolder, [lease.lost, lease.cancelled]);
      await this.persistently(lease.lost, () => this.options.link.publish(leased, record, folder));
      this.options.onRow(describeRow(record));
    } catch (error) {
      if (!lease.lost.aborted && !(error instanceof LeaseLostError))
        await this.tellEnd(leased, lease.lost, this.endOf(error, lease.cancelled.aborted));
    } finally {
      lease.stop();
      rmSync(outFolder, { recursive: true, force: true });
    }
  }

  private async measure(
    leased: LeasedRun,
    outFolder: string,
    endings: readonly AbortSignal[],
  ): Promise<{ record: BenchmarkRecord; folder: string }> {
    const { link, execute, stopping } = this.options;
    let noted: Promise<void> = Promise.resolve();
    let waiting: RunEvent[] = [];
    // What happens while a report is under way goes with the next one.
    const note = async (): Promise<void> => {
      const events = waiting;
      waiting = [];
      // Progress is for watching: its loss does not end a run.
      if (events.length > 0) await link.report(leased.lease, events).catch((error: unknown) => complain(error));
    };
    try {
      return await execute(await this.requestOf(leased), {
        outFolder,
        attempt: leased.attempt,
        ...(leased.hidden && { hidden: leased.hidden }),
        signal: AbortSignal.any([stopping, ...endings]),
        onEvent: (event) => {
          waiting.push(event);
          noted = noted.then(note);
        },
      });
    } finally {
      await noted;
      await this.keepLog(leased, outFolder);
    }
  }

  /** What was sent to the server runs from the store, isolated. */
  private async requestOf(leased: LeasedRun): Promise<RunRequest> {
    const { request, submissionDigest } = leased;
    if (submissionDigest === null) return request;
    const submission = await this.options.link.bundle(leased, submissionDigest);
    const { submissionSandbox } = this.options;
    // Code that can read this machine's files would find the secret of the data.
    const isTooOpen = leased.hidden !== undefined && submissionSandbox === 'process';
    return { ...request, submission, sandbox: isTooOpen ? request.sandbox : submissionSandbox };
  }

  /** Before the run ends: who reads that it has ended finds its log. */
  private async keepLog({ lease }: LeasedRun, folder: string): Promise<void> {
    const path = join(folder, submissionLogName);
    const body = existsSync(path) ? readableLog(readFileSync(path)) : '';
    // The log explains an outcome: its loss does not change one.
    await this.options.link.keepLog(lease, body).catch((error: unknown) => complain(error));
  }

  private endOf(error: unknown, isCancelled: boolean): AttemptEnd {
    if (isCancelled) return { outcome: 'cancelled', reason: null };
    if (this.options.stopping.aborted) return { outcome: 'returned', reason: null };
    const isOurs = !(error instanceof RunError) || error.infrastructure;
    if (isOurs) complain(error);
    return { outcome: isOurs ? 'infrastructure' : 'failed', reason: reasonOf(error) };
  }

  private async tellEnd(leased: LeasedRun, lost: AbortSignal, end: AttemptEnd): Promise<void> {
    try {
      await this.persistently(lost, () => this.options.link.end(leased.lease, end));
    } catch (error) {
      complain(error); // The lease will end without us.
    }
  }

  /** Tries until it works, the lease is lost, the answer is no, or the worker stops: a queue that cannot be reached for a while loses no record. */
  private async persistently(lost: AbortSignal, act: () => Promise<void>): Promise<void> {
    const deadline = performance.now() + patienceMs;
    for (let waitMs: number = retryMs.first; ; waitMs = Math.min(waitMs * 2, retryMs.most)) {
      try {
        return await act();
      } catch (error) {
        const isFinal = error instanceof LeaseLostError || error instanceof RecordRefusedError;
        if (isFinal || lost.aborted || this.options.stopping.aborted || performance.now() > deadline) throw error;
        complain(error);
        const { stopping } = this.options;
        await sleep(waitMs, undefined, { signal: AbortSignal.any([lost, stopping]) }).catch(() => undefined);
      }
    }
  }
}

function complain(error: unknown): void {
  if (!(error instanceof LeaseLostError)) console.error(error);
}

function reasonOf(error: unknown): Reason {
  if (error instanceof RunError) return error.reason;
  return {
    code: 'infrastructure',
    message: error instanceof Error ? error.message : String(error),
    remedy: 'This is ours: the run is repeated and not charged.',
  };
}

function describeRow(record: BenchmarkRecord): string {
  const primary = record.metrics.find((metric) => metric.primary);
  const value =
    primary?.value === null || primary === undefined ? 'not measured' : `${primary.value.toFixed(2)} ${primary.unit}`;
  const p50 = record.latency['single-stream']?.p50Ms;
  const latency = p50 === null || p50 === undefined ? 'no latency' : `p50 ${p50.toPrecision(3)} ms`;
  return `${record.verdict} ${record.task.id} / ${record.variant.id} / ${record.submission.name}: ${primary?.id} ${value}, ${latency} (${record.runtime.name})`;
}
