import type { WaitBudget } from '../run/session.js';
import type { Overrun } from './submission-failure.js';

interface Wait {
  readonly sinceMs: number;
  /** null: no budget of the submission's. */
  readonly budget: WaitBudget | null;
}

/** A late answer is taken, the next query sent, its answer waited for: three, and one to spare. */
const keptWaits = 4;

/** The harness's waits for a process: the one that is on, and the last ones before. Times are of the monotonic clock, in ms. */
export class Waits {
  /** The latest first. */
  private readonly latest: Wait[] = [];

  begin(budget: WaitBudget | null, sinceMs: number): void {
    this.latest.unshift({ budget, sinceMs });
    if (this.latest.length > keptWaits) this.latest.pop();
  }

  /**
   * What the process had used when it was condemned for keeping the harness waiting. An answer that comes late, while the watchdog already ends the process, is
   * taken; then the end is found in a later wait and belongs to the one that was on.
   * @returns in the unit of the budget; null where no budget was waited for
   */
  overrunAt(condemnedMs: number): Overrun | null {
    const wait = this.latest.find(({ sinceMs }) => sinceMs <= condemnedMs);
    if (!wait?.budget) return null;
    const waitedMs = condemnedMs - wait.sinceMs;
    return { budget: wait.budget, used: wait.budget === 'queryMs' ? waitedMs : waitedMs / 1000 };
  }
}
