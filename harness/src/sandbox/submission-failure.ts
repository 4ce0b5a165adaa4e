import type { Reason, ReasonCode } from '@paretoboard/contract/reason.js';

/** A failure that the submission caused. The code, never the text, decides what becomes of the run. */
export class SubmissionFailure extends Error {
  override readonly name = 'SubmissionFailure';

  constructor(
    readonly code: ReasonCode,
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }

  get reason(): Reason {
    return { code: this.code, message: this.message, remedy: this.remedy };
  }
}
