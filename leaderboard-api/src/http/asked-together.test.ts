import { expect, it } from 'vitest';
import { AskedTogether } from './asked-together.js';

/** Readings that end when they are told to, numbered from 1. */
function readings() {
  const ends: { resolve(): void; reject(error: Error): void }[] = [];
  const together = new AskedTogether(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1;
        ends.push({ resolve: () => resolve(number), reject });
      }),
  );
  return { together, ends };
}

it('answers nobody by a reading that began before they asked, and makes one at a time', async () => {
  const { together, ends } = readings();
  const first = together.ask();
  const later = [together.ask(), together.ask(), together.ask()];
  expect(ends).toHaveLength(1);
  ends[0]!.resolve();
  expect(await first).toBe(1);
  await expect.poll(() => ends.length).toBe(2);
  const latest = together.ask();
  ends[1]!.resolve();
  expect(await Promise.all(later)).toEqual([2, 2, 2]);
  await expect.poll(() => ends.length).toBe(3);
  ends[2]!.resolve();
  expect(await latest).toBe(3);
});

it('reads anew once nobody asks any more', async () => {
  const { together, ends } = readings();
  const first = together.ask();
  ends[0]!.resolve();
  expect(await first).toBe(1);
  const second = together.ask();
  expect(ends).toHaveLength(2);
  ends[1]!.resolve();
  expect(await second).toBe(2);
});

it('passes a failure to those who shared it, and to nobody else', async () => {
  const { together, ends } = readings();
  const first = together.ask();
  const second = together.ask();
  ends[0]!.reject(new Error('the database is gone'));
  await expect(first).rejects.toThrow('gone');
  await expect.poll(() => ends.length).toBe(2);
  ends[1]!.resolve();
  expect(await second).toBe(2);
});
