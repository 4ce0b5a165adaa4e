/** Differences below this are the clock being adjusted in small steps, not set. */
const slackMs = 1_000;

export interface RunTimes {
  readonly startedAt: string;
  /** Start plus the time that passed: never before the start, whatever happened to the clock of day. */
  readonly finishedAt: string;
  /** How far the clock of day was set meanwhile, in ms; 0 within a second. */
  readonly jumpMs: number;
}

/**
 * Times of a run whose clock of day may be set while it goes on: one reading of it, and a clock that only goes forward.
 * @param now clock of day, ms @param ticks clock that only goes forward, ms
 */
export function runClock(now = Date.now, ticks = () => performance.now()): { times(): RunTimes } {
  const started = now();
  const begun = ticks();
  return {
    times() {
      const finished = started + Math.max(0, Math.round(ticks() - begun));
      const jumpMs = now() - finished;
      return {
        startedAt: new Date(started).toISOString(),
        finishedAt: new Date(finished).toISOString(),
        jumpMs: Math.abs(jumpMs) < slackMs ? 0 : jumpMs,
      };
    },
  };
}
