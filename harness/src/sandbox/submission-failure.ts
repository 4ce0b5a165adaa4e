import type { BudgetId } from '@paretoboard/contract/budget.js';
import type { Reason, ReasonCode } from '@paretoboard/contract/reason.js';

/** The budget for which a run was stopped, and what was used of it when every process had ended. */
export interface Overrun {
  readonly budget: BudgetId;
  readonly used: number;
}

/** null where the use is not finite: more files than anybody counts. */
export function overrunOf(budget: BudgetId, used: number): Overrun | null {
  return Number.isFinite(used) ? { budget, used } : null;
}

/** A failure that the submission caused. The code, never the text, decides what becomes of the run. */
export class SubmissionFailure extends Error {
  override readonly name = 'SubmissionFailure';

  constructor(
    readonly code: ReasonCode,
    message: string,
    readonly remedy: string,
    readonly overrun: Overrun | null = null,
  ) {
    super(message);
  }

  get reason(): Reason {
    return { code: this.code, message: this.message, remedy: this.remedy };
  }
}
