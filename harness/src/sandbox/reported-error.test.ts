import { errorCodeSchema } from '@paretoboard/contract/wire.js';
import { describe, expect, it } from 'vitest';
import { errorMessage, ModuleError, NotServedError, WrongAnswerError } from '../host/report-error.js';
import { MissingKernelError } from '../runtimes/missing-kernel.js';
import { RuntimeUnavailableError } from '../runtimes/runtime.js';
import { reportedError } from './reported-error.js';

describe('an error on its way from the host to the record', () => {
  it.each([
    [new RuntimeUnavailableError('webgpu', 'no graphics adapter'), 'runtime-unavailable'],
    [new MissingKernelError('FFT', 'wasm'), 'missing-kernel'],
    [new ModuleError('no default export'), 'manifest-invalid'],
    [new NotServedError('explain is not served'), 'submission-error'],
    [new WrongAnswerError('rank returned 0 ids'), 'wrong-output'],
    [new TypeError('x is undefined'), 'submission-error'],
    ['a string that was thrown', 'submission-error'],
  ])('%s: %s', (error, code) => {
    const failure = reportedError(errorMessage(error, null));
    expect(failure.code).toBe(code);
    expect(failure.message).toContain(error instanceof Error ? error.message : error);
    expect(failure.remedy).not.toBe('');
  });

  it('has a reason and a remedy for every code of the wire', () => {
    for (const code of errorCodeSchema.options)
      expect(reportedError({ type: 'error', id: null, code, message: 'x' }).remedy).not.toBe('');
  });

  it('does not grow beyond what a message may hold', () => {
    expect(errorMessage(new Error('x'.repeat(100_000)), 1).message.length).toBe(20_000);
  });
});
