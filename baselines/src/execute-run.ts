import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { HiddenData } from '@paretoboard/contract/challenge-phase.js';
import type { Reason } from '@paretoboard/contract/reason.js';
import { type BenchmarkRecord, recordSchema } from '@paretoboard/contract/record.js';
import type { RunEvent, RunRequest } from '@paretoboard/contract/run-state.js';
import { homeFolder } from '@paretoboard/harness/places.js';
import { recordFileName } from '@paretoboard/harness/records/write-record.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { killGroup } from '@paretoboard/harness/sandbox/kill-group.js';
import { type MeasuringJob, type MeasuringMessage, measuringMessageSchema } from './measuring-protocol.js';

export interface ExecuteRunOptions {
  /** Gets record.json and the files beside it; made if missing. */
  readonly outFolder: string;
  readonly attempt: number;
  /** Data that a challenge hides. */
  readonly hidden?: HiddenData;
  readonly signal: AbortSignal;
  onEvent(event: RunEvent): void;
}

/** Time that the measuring process has to clean up after SIGTERM. */
const graceMs = 3_000;

function infrastructure(message: string): Reason {
  return { code: 'infrastructure', message, remedy: 'This is ours: the run can be repeated and is not charged.' };
}

function stopOnAbort(child: ChildProcess, signal: AbortSignal): () => void {
  const stop = (): void => {
    killGroup(child.pid, 'SIGTERM');
    setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs).unref();
  };
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  return () => signal.removeEventListener('abort', stop);
}

async function readMessages(child: ChildProcess, onEvent: (event: RunEvent) => void): Promise<MeasuringMessage | null> {
  let last: MeasuringMessage | null = null;
  for await (const line of createInterface({ input: child.stdout! })) {
    const message = measuringMessageSchema.parse(JSON.parse(line));
    if (message.type === 'event') onEvent(message.event);
    else last = message;
  }
  return last;
}

/**
 * Runs one request in a measuring process of its own: that process's timed loop blocks, and owns clock, labels, order and record.
 * @throws RunError when there is no record: our failure, or the run was cancelled
 */
export async function executeRun(
  request: RunRequest,
  options: ExecuteRunOptions,
): Promise<{ record: BenchmarkRecord; folder: string }> {
  const outFolder = resolve(options.outFolder);
  mkdirSync(outFolder, { recursive: true });
  const scratchFolder = mkdtempSync(join(tmpdir(), 'paretoboard-run-'));
  try {
    const job: MeasuringJob = {
      request,
      ...(options.hidden && { hidden: options.hidden }),
      outFolder,
      scratchFolder,
      home: homeFolder(),
      attempt: options.attempt,
      threads: availableParallelism(),
    };
    const jobFile = join(scratchFolder, 'job.json');
    writeFileSync(jobFile, JSON.stringify(job));
    const errorFile = join(outFolder, 'measuring-process.log');
    const entry = fileURLToPath(new URL('./measuring-process.js', import.meta.url));
    // The measuring process starts submissions, and reaches no database: it never holds the password.
    const { DATABASE_URL: _, ...environment } = process.env;
    const child = spawn(process.execPath, [entry, jobFile], {
      env: environment,
      stdio: ['ignore', 'pipe', openSync(errorFile, 'w')],
      detached: true,
    });
    const exited = new Promise<string>((settle) => child.on('close', (code, signal) => settle(signal ?? String(code))));
    const release = stopOnAbort(child, options.signal);
    const last = await readMessages(child, options.onEvent).finally(release);
    const status = await exited;
    if (options.signal.aborted)
      throw new RunError({ code: 'cancelled', message: 'the run was cancelled', remedy: 'Start it again.' });
    if (last?.type === 'error') throw new RunError(last.reason);
    if (last?.type !== 'done')
      throw new RunError(
        infrastructure(`the measuring process ended with ${status} and no record; its log: ${errorFile}`),
      );
    return {
      record: recordSchema.parse(JSON.parse(readFileSync(join(outFolder, recordFileName), 'utf8'))),
      folder: outFolder,
    };
  } finally {
    rmSync(scratchFolder, { recursive: true, force: true });
  }
}
