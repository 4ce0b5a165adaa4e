import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Reason } from '@paretoboard/contract/reason.js';
import { signingKey } from '@paretoboard/harness/records/key-ring.js';
import { writeRecord } from '@paretoboard/harness/records/write-record.js';
import { measureRun } from '@paretoboard/harness/run/measure-run.js';
import { processSessions } from '@paretoboard/harness/run/process-sessions.js';
import { pinHarness } from '@paretoboard/harness/sandbox/cores.js';
import { SandboxUnavailableError } from '@paretoboard/harness/sandbox/sandbox-unavailable-error.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { loadTask } from '@paretoboard/tasks/registry.js';
import { type MeasuringMessage, measuringJobSchema } from './measuring-protocol.js';
import { openData } from './open-data.js';
import { resolveSubmission } from './resolve-submission.js';

/** Blocking: the event loop of this process stands still while it measures. */
function say(message: MeasuringMessage): void {
  writeSync(1, `${JSON.stringify(message)}\n`);
}

function reasonOf(error: unknown): Reason {
  if (error instanceof SubmissionFailure) return error.reason;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DataSetError) return { code: 'data-missing', message, remedy: error.remedy };
  if (error instanceof SandboxUnavailableError)
    return {
      code: 'sandbox-unavailable',
      message,
      remedy: 'Choose a level that paretoboard doctor lists as available.',
    };
  return { code: 'infrastructure', message, remedy: 'This is ours: the run can be repeated and is not charged.' };
}

async function main(jobFile: string): Promise<void> {
  const job = measuringJobSchema.parse(JSON.parse(readFileSync(jobFile, 'utf8')));
  const { request, outFolder, scratchFolder } = job;
  const module = await loadTask(request.task);
  const measured = await openData(module, job);
  const submission = await resolveSubmission(request, join(scratchFolder, 'submission'));
  const limits = module.definition.budgets;
  const cores = pinHarness(job.threads);
  const sessions = processSessions({
    submission,
    level: request.sandbox,
    runtime: request.runtime,
    threads: cores.inferenceThreads,
    cores,
    scratchFolder,
    budgets: limits,
  });
  const unsigned = await measureRun({
    request,
    module,
    ...measured,
    submission,
    sessions,
    outFolder,
    scratchFolder,
    threads: cores.inferenceThreads,
    attempt: job.attempt,
    expectedRuntime: { name: request.runtime ?? 'unknown', version: '', device: 'unknown', threads: null },
    expectedSandbox: sessions.expected,
    onEvent: (event) => say({ type: 'event', event }),
  });
  say({ type: 'done', digest: writeRecord(outFolder, unsigned, signingKey(job.home)).digest });
}

try {
  await main(process.argv[2] ?? '');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  say({ type: 'error', reason: reasonOf(error) });
  process.exitCode = 1;
}
