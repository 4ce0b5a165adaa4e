import { expect, test } from 'vitest';
import { runClock } from './run-clock.js';

test.each([
  [5_000, 0],
  [5_900, 0],
  [-3_595_000, -3_600_000],
  [86_405_000, 86_400_000],
])('a run of 5 s whose clock of day moved by %d ms ends 5 s after it began', (moved, jumpMs) => {
  let day = 1_000_000_000_000;
  let ticks = 0;
  const clock = runClock(
    () => day,
    () => ticks,
  );
  day += moved;
  ticks += 5_000;
  expect(clock.times()).toEqual({
    startedAt: new Date(1_000_000_000_000).toISOString(),
    finishedAt: new Date(1_000_000_005_000).toISOString(),
    jumpMs,
  });
});
