import { describe, expect, it } from 'vitest';
import { FreshCache } from './fresh-cache.js';

function counting() {
  let made = 0;
  const cache = new FreshCache<number>(2);
  const get = (key: string, version = 'v1') => cache.get(key, version, async () => ++made);
  return { get, cache };
}

describe('FreshCache', () => {
  it('makes a thing once while its sources stay, and anew when they change', async () => {
    const { get } = counting();
    expect([await get('board'), await get('board'), await get('board', 'v2'), await get('board', 'v2')]).toEqual([
      1, 1, 2, 2,
    ]);
  });

  it('lets requests that come at once share one', async () => {
    const { get } = counting();
    expect(await Promise.all([get('board'), get('board'), get('board')])).toEqual([1, 1, 1]);
  });

  it('forgets the least recently used', async () => {
    const { get } = counting();
    await get('a');
    await get('b');
    await get('a');
    await get('c');
    expect([await get('a'), await get('b')]).toEqual([1, 4]);
  });

  it('does not keep a failure', async () => {
    const { cache } = counting();
    await expect(cache.get('board', 'v1', () => Promise.reject(new Error('no database')))).rejects.toThrow('database');
    await expect(cache.get('board', 'v1', async () => 7)).resolves.toBe(7);
  });
});
