import { isInfrastructure, type Reason } from '@paretoboard/contract/reason.js';

/** A run that left no record. `reason.code` says whose doing it was. */
export class RunError extends Error {
  override readonly name = 'RunError';

  constructor(readonly reason: Reason) {
    super(`${reason.code}: ${reason.message}`);
  }

  /** Ours: retried and never charged. */
  get infrastructure(): boolean {
    return isInfrastructure(this.reason.code);
  }
}
