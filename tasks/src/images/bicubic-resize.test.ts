import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { bicubicResize } from './bicubic-resize.js';

const row = (...data: number[]) => ({ width: data.length, height: 1, channels: 1, data: Uint8Array.from(data) });

describe('bicubicResize', () => {
  it('copies what already has the size', () => {
    const random = new Random(3);
    const noise = {
      width: 7,
      height: 5,
      channels: 3,
      data: Uint8Array.from({ length: 105 }, () => random.integer(256)),
    };
    expect(bicubicResize(noise, 7, 5)).toEqual(noise);
  });

  it('doubles a step as worked by hand, with overshoot and mirrored edges', () => {
    // Weights of the kernel in 128ths: −3, 29, 111, −9 and the reverse.
    expect([...bicubicResize(row(100, 100, 200, 200), 8, 1).data]).toEqual([100, 98, 93, 120, 180, 207, 202, 200]);
  });

  it('halves with a kernel twice as wide: 8 values, anti-aliased', () => {
    const flat = bicubicResize(row(40, 40, 40, 40, 40, 40), 3, 1);
    expect([...flat.data]).toEqual([40, 40, 40]);
    const alternating = bicubicResize(row(...Array.from({ length: 32 }, (_, at) => (at % 2) * 200)), 16, 1);
    for (const value of alternating.data.subarray(4, 12)) expect(Math.abs(value - 100)).toBeLessThanOrEqual(1);
  });

  it('refuses an empty size', () => {
    expect(() => bicubicResize(row(1, 2), 0, 1)).toThrow(RangeError);
  });
});
