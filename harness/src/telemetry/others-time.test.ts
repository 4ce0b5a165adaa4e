import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { othersBetween, type ProcessorReading, takeReading } from './others-time.js';

const beginning: ProcessorReading = { atMs: 1_000, busyMs: 50_000, stolenMs: 700, ownMs: 300 };

it('is what the machine computed, without us and without the submission', () => {
  const end = { atMs: 5_000, busyMs: 57_000, stolenMs: 1_100, ownMs: 800 };
  expect(othersBetween(beginning, end, 2_500)).toEqual({
    atMs: 5_000,
    intervalMs: 4_000,
    foreignCores: 1,
    stolenCores: 0.1,
  });
});

it('is never less than nothing, and nothing is known of no time', () => {
  const end = { ...beginning, atMs: 2_000 };
  expect(othersBetween(beginning, end, 400)).toMatchObject({ foreignCores: 0, stolenCores: 0 });
  expect(othersBetween(beginning, beginning, 0)).toBeNull();
});

it('sees a process that computes beside us', async () => {
  const other = spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });
  try {
    await once(other, 'spawn');
    const before = takeReading(0)!;
    let after = before;
    for (const begunMs = performance.now(); after.busyMs - before.busyMs - after.ownMs + before.ownMs < 200; ) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      after = takeReading(performance.now() - begunMs)!;
    }
    expect(othersBetween(before, after, 0)!.foreignCores).toBeGreaterThan(0);
  } finally {
    other.kill('SIGKILL');
  }
});
