import { UnknownDataSetError } from '@paretoboard/harness/data/catalogue.js';
import { DownloadError } from '@paretoboard/harness/data/download-error.js';
import { StoreError } from '@paretoboard/harness/data/store-error.js';
import { ArchiveError } from '@paretoboard/harness/data/zip-entries.js';
import { RunError } from '@paretoboard/harness/run/run-error.js';
import { SubmissionFailure } from '@paretoboard/harness/sandbox/submission-failure.js';
import { DataSetError } from '@paretoboard/harness/task/data-set-error.js';
import { UsageError } from './usage-error.js';

/** What a script may rely on. */
export const exitStatus = {
  /** Done; VALID; equal. */
  done: 0,
  /** Done, and the answer is no. */
  no: 1,
  /** Wrong use or bad input. */
  usage: 2,
  infrastructure: 3,
  /** 128 + SIGINT. */
  interrupted: 130,
} as const;
export type ExitStatus = (typeof exitStatus)[keyof typeof exitStatus];

function statusOfRun(error: RunError): ExitStatus {
  const { code } = error.reason;
  if (code === 'cancelled') return exitStatus.interrupted;
  if (code === 'manifest-invalid' || code === 'data-missing' || code === 'sandbox-unavailable') return exitStatus.usage;
  return error.infrastructure ? exitStatus.infrastructure : exitStatus.no;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** By class, never by message. Anything unknown is ours. */
export function statusOfError(error: unknown): ExitStatus {
  if (isAbort(error)) return exitStatus.interrupted;
  if (error instanceof RunError) return statusOfRun(error);
  if (error instanceof DownloadError || error instanceof ArchiveError) return exitStatus.infrastructure;
  const isInput =
    error instanceof UsageError ||
    error instanceof UnknownDataSetError ||
    error instanceof StoreError ||
    error instanceof DataSetError ||
    error instanceof SubmissionFailure;
  return isInput ? exitStatus.usage : exitStatus.infrastructure;
}
