import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { RequestCounts } from './request-counts.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('a window begins with the first request of a key, and counts up to its end', () => {
  const counts = new RequestCounts(10);
  expect(counts.count('a', 1_000)).toMatchObject({ current: 1, ttl: 1_000 });
  vi.advanceTimersByTime(400);
  expect(counts.count('a', 1_000)).toMatchObject({ current: 2, ttl: 600 });
  expect(counts.count('b', 1_000)).toMatchObject({ current: 1, ttl: 1_000 });
  vi.advanceTimersByTime(600);
  expect(counts.count('a', 1_000)).toMatchObject({ current: 1, ttl: 1_000 });
});

test('what would be too many is not counted', () => {
  const counts = new RequestCounts(10);
  expect([1, 2, 3].map(() => counts.countUpTo('a', 1_000, 2)?.current ?? null)).toEqual([1, 2, null]);
  vi.advanceTimersByTime(1_000);
  expect(counts.countUpTo('a', 1_000, 2)?.current).toBe(1);
});

test('the least recently counted key is forgotten', () => {
  const counts = new RequestCounts(2);
  for (const key of ['a', 'b', 'a', 'c']) counts.count(key, 1_000);
  expect([counts.count('a', 1_000).current, counts.count('b', 1_000).current]).toEqual([3, 1]);
});
