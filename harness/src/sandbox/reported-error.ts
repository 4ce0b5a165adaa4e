import type { ReasonCode } from '@paretoboard/contract/reason.js';
import type { ErrorCode, SubmissionMessage } from '@paretoboard/contract/wire.js';
import { SubmissionFailure } from './submission-failure.js';

const reported: Readonly<Record<ErrorCode, { readonly code: ReasonCode; readonly remedy: string }>> = {
  exception: {
    code: 'submission-error',
    remedy: 'Correct the exception; the log beside the record has all that the submission printed.',
  },
  'runtime-unavailable': {
    code: 'runtime-unavailable',
    remedy: 'Choose a runtime that `npx paretoboard doctor` shows as available on this machine.',
  },
  'missing-kernel': {
    code: 'missing-kernel',
    remedy: 'Use other operations, or a runtime that has this kernel; the message names it.',
  },
  'module-error': {
    code: 'manifest-invalid',
    remedy: 'Let the entry of the manifest be a module that imports and exports a submission as default.',
  },
  'model-error': {
    code: 'model-invalid',
    remedy: 'Correct what the message names; `npx paretoboard check` on the folder says the same in seconds.',
  },
  'wrong-output': {
    code: 'wrong-output',
    remedy: "Answer with the names, dtypes and shapes of the task's outputs.",
  },
  'not-served': { code: 'submission-error', remedy: "Serve every call of the task's interaction." },
};

/** What an `error` message of the submission means for its run. */
export function reportedError(message: Extract<SubmissionMessage, { type: 'error' }>): SubmissionFailure {
  const { code, remedy } = reported[message.code];
  return new SubmissionFailure(code, message.message, remedy);
}
