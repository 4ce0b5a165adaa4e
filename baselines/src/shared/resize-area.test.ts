import { describe, expect, it } from 'vitest';
import { resizeArea } from './resize-area.js';

describe('resizing by area', () => {
  it('takes the mean of what a pixel covers, by hand', () => {
    // 2 × 3 to 1 × 2: each new pixel covers two rows and one column and a half.
    const resized = resizeArea([1, 2, 3, 7, 8, 9], [1, 2, 3, 1], [1, 2]);
    expect([...resized].map((value) => value.toFixed(5))).toEqual(
      [(1 + 7 + 0.5 * (2 + 8)) / 3, (3 + 9 + 0.5 * (2 + 8)) / 3].map((value) => value.toFixed(5)),
    );
  });

  it('keeps the mean, items and channels apart', () => {
    const pictures = Float32Array.from({ length: 2 * 12 * 18 * 3 }, (_, at) => (at * 7919) % 251);
    const resized = resizeArea(pictures, [2, 12, 18, 3], [5, 7]);
    const mean = (values: Float32Array, item: number, channel: number): number => {
      const own = values.slice((item * values.length) / 2, ((item + 1) * values.length) / 2);
      const one = own.filter((_, at) => at % 3 === channel);
      return one.reduce((sum, value) => sum + value, 0) / one.length;
    };
    for (const [item, channel] of [
      [0, 0],
      [0, 2],
      [1, 1],
    ] as const)
      expect(mean(resized, item, channel)).toBeCloseTo(mean(pictures, item, channel), 3);
  });

  it('is the identity at the same size, and repeats when it grows by a whole number', () => {
    const picture = [1, 2, 3, 4];
    expect([...resizeArea(picture, [1, 2, 2, 1], [2, 2])]).toEqual(picture);
    expect([...resizeArea([5, 6], [1, 1, 2, 1], [2, 4])]).toEqual([5, 5, 6, 6, 5, 5, 6, 6]);
  });
});
