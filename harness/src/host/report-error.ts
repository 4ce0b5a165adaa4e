import type { ErrorCode, SubmissionMessage } from '@paretoboard/contract/wire.js';
import { ModelError } from '../model/model-error.js';
import { MissingKernelError } from '../runtimes/missing-kernel.js';
import { RuntimeUnavailableError } from '../runtimes/runtime.js';

const mostCharacters = 20_000;

/** The entry module cannot be imported, or exports no submission. */
export class ModuleError extends Error {
  override readonly name = 'ModuleError';
}

/** A call that this submission does not serve. */
export class NotServedError extends Error {
  override readonly name = 'NotServedError';
}

/** What a call returned cannot be sent as its answer. */
export class WrongAnswerError extends TypeError {
  override readonly name = 'WrongAnswerError';
}

function codeOf(error: unknown): ErrorCode {
  if (error instanceof RuntimeUnavailableError) return 'runtime-unavailable';
  if (error instanceof MissingKernelError) return 'missing-kernel';
  if (error instanceof ModuleError) return 'module-error';
  if (error instanceof ModelError) return 'model-error';
  if (error instanceof NotServedError) return 'not-served';
  if (error instanceof WrongAnswerError) return 'wrong-output';
  return 'exception';
}

/** Of data there is no traceback: the place is in the message. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof ModelError ? error.message : (error.stack ?? error.message);
}

/** An exception as the wire's `error` message: typed where we know what it is. @param id of the call that it answers; null: none */
export function errorMessage(error: unknown, id: number | null): Extract<SubmissionMessage, { type: 'error' }> {
  const text = textOf(error);
  return { type: 'error', id, code: codeOf(error), message: text.slice(0, mostCharacters) };
}
