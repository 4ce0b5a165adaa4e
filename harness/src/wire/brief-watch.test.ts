import { expect, it } from 'vitest';
import { BriefWatch } from './brief-watch.js';

/** Counts the looks of each read. */
function watched(answers: (look: number) => boolean | null) {
  let looks = 0;
  const watch = new BriefWatch(() => answers(looks++));
  return {
    looksOf: () => {
      looks = 0;
      watch.wait();
      return looks;
    },
  };
}

it('looks until something is there, read after read', () => {
  const { looksOf } = watched((look) => look === 5);
  expect(Array.from({ length: 100 }, looksOf)).toEqual(Array(100).fill(6));
});

it('stops looking where nothing ever comes in time, and tries ever more rarely', () => {
  const { looksOf } = watched(() => false);
  const tries = Array.from({ length: 20_000 }, looksOf).flatMap((looks, read) => (looks > 0 ? [read] : []));
  expect(tries.slice(0, 12)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 24, 57, 122, 251]);
  expect(tries.length).toBeLessThan(100);
});

it('looks again at every read once an answer came in time', () => {
  let isQuick = false;
  const { looksOf } = watched(() => isQuick);
  for (let read = 0; read < 8; read++) looksOf();
  isQuick = true;
  const after = Array.from({ length: 64 }, looksOf);
  expect(after.slice(0, 16)).toEqual(Array(16).fill(0));
  expect(after.slice(16)).toEqual(Array(48).fill(1));
});

it('asks a machine that cannot look as rarely', () => {
  const { looksOf } = watched(() => null);
  expect(Array.from({ length: 24 }, looksOf).reduce((sum, looks) => sum + looks, 0)).toBe(8);
});
