import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { executeRun } from '@paretoboard/baselines/execute-run.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import type { BenchmarkRecord } from '@paretoboard/contract/record.js';
import type { RunEvent, RunRequest } from '@paretoboard/contract/run-state.js';
import type { SandboxLevel } from '@paretoboard/contract/sandbox-level.js';
import { digestOfFolder } from '@paretoboard/harness/records/digest.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { submissionLogName } from '@paretoboard/harness/run/run-files.js';
import { type DataSource, IsNull } from 'typeorm';
import { publishRecord } from '../records/publish-record.js';
import { readableLog } from '../runs/readable-log.js';
import { RunEntity } from '../runs/run.entity.js';
import { RunEventEntity } from '../runs/run-event.entity.js';
import { RunLogEntity } from '../runs/run-log.entity.js';
import type { Stores } from '../store/stores.js';
import { SubmissionEntity } from '../submissions/submission.entity.js';
import { watchForCancel } from './watch-for-cancel.js';

/** Times that a run is begun before it ends in `error`: our failures and workers that died count, an orderly stop does not. */
export const maxAttempts = 3;

export interface RunWorkerOptions {
  readonly database: DataSource;
  /** PARETOBOARD_HOME, where the keys are. */
  readonly home: string;
  readonly stores: Stores;
  /** Isolation of what was sent to the server, whatever a run's request says. */
  readonly submissionSandbox: SandboxLevel;
  /** Aborted when the worker stops: the run goes back into the queue. */
  readonly stopping: AbortSignal;
  onRow(line: string): void;
}

/** Executes runs that the queue hands out, one at a time. */
export class RunWorker {
  /** Ends when every event so far is stored: events keep their order, and none comes after the end. */
  private noted: Promise<void> = Promise.resolve();

  constructor(private readonly options: RunWorkerOptions) {}

  /** @throws when the run is to be given out again: the worker stops, or the failure is ours and attempts are left */
  async handle(id: string, signal: AbortSignal): Promise<void> {
    const runs = this.options.database.getRepository(RunEntity);
    const run = await runs.findOneBy({ id });
    if (!run || run.finishedAt) return; // Published by a worker that died before it could say so.
    this.options.stopping.throwIfAborted();
    if (run.cancelRequestedAt) return this.end(run, 'cancelled', cancelled);
    if (run.attempt >= maxAttempts) return this.end(run, 'error', workerDied(run.attempt));
    const attempt = run.attempt + 1;
    const fresh = { stage: null, progress: null, reasons: [] };
    // Somebody may cancel between reading and taking it: then it is not ours to begin.
    const taken = await runs.update(
      { id, finishedAt: IsNull() },
      { ...fresh, state: 'leased', attempt, startedAt: new Date() },
    );
    if (taken.affected === 0) return;
    const cancelling = watchForCancel(this.options.database, id);
    const outFolder = mkdtempSync(join(tmpdir(), 'paretoboard-record-'));
    try {
      const submission = await this.submissionOf(run);
      const { record, folder } = await executeRun(await this.requestOf(run, submission), {
        outFolder,
        attempt,
        signal: AbortSignal.any([signal, this.options.stopping, cancelling.signal]),
        onEvent: (event) => {
          this.noted = this.noted.then(() => this.note(id, event));
        },
      }).finally(() => this.keepLog(id, outFolder));
      await this.noted;
      await this.publish(run, record, folder, submission?.owner ?? null);
    } catch (error) {
      await this.noted;
      if (cancelling.signal.aborted) await this.end(run, 'cancelled', cancelled);
      else await this.fail(run, attempt, error);
    } finally {
      cancelling.stop();
      rmSync(outFolder, { recursive: true, force: true });
    }
  }

  /**
   * What was sent to the server runs from the store, isolated.
   * @throws RunError when its files are not here, or not what was sent
   */
  private async requestOf({ request }: RunEntity, sent: SubmissionEntity | null): Promise<RunRequest> {
    if (sent === null) return request;
    const { stores, submissionSandbox: sandbox } = this.options;
    const submission = await stores.bundles.folder(sent.digest);
    if (submission === null || digestOfFolder(submission).digest !== sent.digest) {
      const message = `the files of submission ${sent.id} are not on this machine, or not those that were sent`;
      throw new RunError({
        code: 'infrastructure',
        message,
        remedy: 'This is ours: submit again, nothing is charged.',
      });
    }
    return { ...request, submission, sandbox };
  }

  private async submissionOf({ submission: id }: RunEntity): Promise<SubmissionEntity | null> {
    return id === null ? null : this.options.database.getRepository(SubmissionEntity).findOneByOrFail({ id });
  }

  private async note(run: string, event: RunEvent): Promise<void> {
    try {
      await this.options.database.getRepository(RunEventEntity).insert({ run, event });
      await this.options.database.query(
        'update runs set state = $2, stage = $3, progress = $4 where id = $1 and finished_at is null',
        [run, event.state, event.stage, event.progress],
      );
    } catch (error) {
      console.error(error); // Progress is for watching: its loss does not end a run.
    }
  }

  /** Before the run ends: who reads that it has ended finds its log. */
  private async keepLog(run: string, folder: string): Promise<void> {
    try {
      const path = join(folder, submissionLogName);
      const body = existsSync(path) ? readableLog(readFileSync(path)) : '';
      await this.options.database.getRepository(RunLogEntity).upsert({ run, body }, ['run']);
    } catch (error) {
      console.error(error); // The log explains an outcome: its loss does not change one.
    }
  }

  /** @param owner who sent the submission first: the row is theirs, whoever had it run */
  private async publish(run: RunEntity, record: BenchmarkRecord, folder: string, owner: string | null): Promise<void> {
    const { database, home, stores, onRow } = this.options;
    const state = record.verdict === 'VALID' ? 'published' : 'invalid';
    const options = { home, files: stores.records, builtIn: run.builtIn, owner };
    await publishRecord(database, record, folder, options, async (manager) => {
      await manager.update(RunEntity, run.id, {
        state,
        record: record.digest,
        reasons: record.reasons,
        finishedAt: new Date(),
        stage: null,
        progress: 1,
      });
    });
    onRow(describeRow(record));
  }

  private async fail(run: RunEntity, attempt: number, error: unknown): Promise<void> {
    const { database, stopping } = this.options;
    const reason = reasonOf(error);
    const isOurs = !(error instanceof RunError) || error.infrastructure;
    if (!stopping.aborted && !(isOurs && attempt < maxAttempts))
      return this.end(run, isOurs ? 'error' : 'failed', reason);
    const waiting = { state: 'queued', stage: null, progress: null } as const;
    const outcome = stopping.aborted ? { reasons: [], attempt: run.attempt } : { reasons: [reason] };
    await database.getRepository(RunEntity).update(run.id, { ...waiting, ...outcome });
    throw error;
  }

  private async end(run: RunEntity, state: 'error' | 'failed' | 'cancelled', reason: Reason): Promise<void> {
    await this.options.database
      .getRepository(RunEntity)
      .update(run.id, { state, reasons: [reason], stage: null, finishedAt: new Date() });
  }
}

const cancelled: Reason = {
  code: 'cancelled',
  message: 'somebody stopped the run',
  remedy: 'Start it again if it was not meant.',
};

function workerDied(attempts: number): Reason {
  return {
    code: 'infrastructure',
    message: `the worker died during each of ${attempts} attempts`,
    remedy: 'This is ours: it is not charged. The log of the worker may have the cause.',
  };
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
