import { canPoll, pollReadable } from './poll-readable.js';

/** Whether this machine can wait for one of two things without an event loop: what the scenario `server` needs. */
export function canWaitReadable(): boolean {
  return canPoll();
}

/** Below this the processor waits awake: the system's timers are coarser. */
const awakeMs = 1.2;

/**
 * Blocks until the file has something to read, was closed by its writer, or the time has come.
 * @param untilMs on the clock of `performance.now()`
 * @returns whether there is something to read
 * @throws Error where `canWaitReadable` is false
 */
export function waitReadable(file: number, untilMs: number): boolean {
  for (;;) {
    const leftMs = untilMs - performance.now();
    if (pollReadable(file, leftMs > awakeMs ? Math.floor(leftMs - awakeMs / 2) : 0)) return true;
    if (performance.now() >= untilMs) return false;
  }
}
