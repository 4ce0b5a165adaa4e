import { type Profile, profiles } from '@paretoboard/contract/profile.js';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Window } from './window.js';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Queries of the same length until the window stops. */
function timed(profile: Profile, queryMs: number) {
  const window = new Window(profile);
  const begun = performance.now();
  let queries = 0;
  do {
    vi.advanceTimersByTime(queryMs);
    queries += 1;
  } while (!window.done(1));
  return { queries, elapsedMs: performance.now() - begun, reachedMinimum: window.reachedMinimum };
}

describe('Window', () => {
  it.each([
    ['full', 1, 10_000, 10_000, true],
    ['full', 20, 662, 13_240, true],
    // 662 queries do not fit 60 s: it stops there, and p99 stays empty.
    ['full', 100, 600, 60_000, true],
    ['full', 1_000, 60, 60_000, false],
    ['quick', 1, 1_000, 1_000, true],
    ['quick', 20, 64, 1_280, true],
    // Too few for a p90, enough for a p50: nothing of it is ranked.
    ['quick', 300, 50, 15_000, true],
    ['quick', 2_000, 8, 16_000, false],
  ] as const)('%s, %d ms a query: %d queries in %d ms', (profile, queryMs, queries, elapsedMs, reachedMinimum) => {
    expect(timed(profiles[profile], queryMs)).toEqual({ queries, elapsedMs, reachedMinimum });
  });

  it('stops as soon as every floor holds or at the maximum, whichever comes first', () => {
    const limits = fc.record({
      minimumWindowMs: fc.integer({ min: 1, max: 500 }),
      maximumWindowMs: fc.integer({ min: 500, max: 2_000 }),
      minimumQueries: fc.integer({ min: 1, max: 100 }),
      waitsForTail: fc.boolean(),
    });
    fc.assert(
      fc.property(limits, fc.integer({ min: 1, max: 50 }), (limit, queryMs) => {
        const { queries, elapsedMs } = timed({ ...profiles.full, ...limit }, queryMs);
        const holds = (count: number, ms: number): boolean =>
          ms >= limit.minimumWindowMs && count >= limit.minimumQueries && (!limit.waitsForTail || count >= 662);
        expect(holds(queries, elapsedMs) || elapsedMs >= limit.maximumWindowMs).toBe(true);
        const before = elapsedMs - queryMs;
        expect(queries > 1 && (holds(queries - 1, before) || before >= limit.maximumWindowMs)).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
