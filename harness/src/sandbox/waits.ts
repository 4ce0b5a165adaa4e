import type { WaitBudget } from '../run/session.js';
import type { Overrun } from './submission-failure.js';

interface Wait {
  readonly sinceMs: number;
  /** null: no budget of the submission's. */
  readonly budget: WaitBudget | null;
}

/** The harness's waits for a process: the one that is on, and the one before. Times are of the monotonic clock, in ms. */
export class Waits {
  private current: Wait | null = null;
  private previous: Wait | null = null;

  begin(budget: WaitBudget | null, sinceMs: number): void {
    this.previous = this.current;
    this.current = { budget, sinceMs };
  }

  /**
   * What the process had used when it was stopped for keeping the harness waiting. An answer that comes late, while the watchdog already ends the process, is
   * taken; then the end is found in the next wait and belongs to the one before.
   * @returns in the unit of the budget; null where no budget was waited for
   */
  overrunAt(endedMs: number): Overrun | null {
    const wait = [this.current, this.previous].find((one) => one !== null && one.sinceMs <= endedMs);
    if (!wait?.budget) return null;
    const waitedMs = endedMs - wait.sinceMs;
    return { budget: wait.budget, used: wait.budget === 'queryMs' ? waitedMs : waitedMs / 1000 };
  }
}
