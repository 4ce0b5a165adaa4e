import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { equalised, preprocess, side } from './preprocess.js';

const pixels = side * side;

function picture(colour: (pixel: number) => readonly [number, number, number]): Uint8Array {
  return Uint8Array.from({ length: pixels * 3 }, (_, at) => colour(Math.floor(at / 3))[at % 3]!);
}

describe('equalised', () => {
  it('is the cumulative histogram, times 255 (formula 2), computed pixel by pixel', () => {
    const random = new Random(3);
    const grey = Uint8Array.from({ length: pixels }, () => Math.floor(200 * random.uniform() ** 3));
    const levels = equalised(grey);
    for (const level of new Set(grey)) {
      const atOrBelow = grey.filter((other) => other <= level).length;
      expect(levels[level]).toBe(Math.round((255 * atOrBelow) / pixels));
    }
  });
});

describe('preprocess', () => {
  it('has grey weights that sum to 1: white stays the brightest level, and the order is that of F = 0.30 R + 0.59 G + 0.11 B', () => {
    // Four equal quarters: black, blue, red, green. Equalised to 1/4, 2/4, 3/4 and 4/4 of 255.
    const colours = [
      [0, 0, 0],
      [0, 0, 255],
      [255, 0, 0],
      [0, 255, 0],
    ] as const;
    const result = preprocess(
      picture((pixel) => colours[Math.floor((4 * pixel) / pixels)]!),
      1,
    );
    const quarters = [0, 1, 2, 3].map((quarter) => result[(quarter * pixels) / 4]! * 128 + 128);
    expect(quarters).toEqual([64, 128, 191, 255]);
    expect(
      preprocess(
        picture(() => [255, 255, 255]),
        1,
      )[0],
    ).toBeCloseTo(127 / 128, 6);
  });

  it('gives multiples of 1/128 as the 32 values that Table 2 prints', () => {
    const random = new Random(4);
    const result = preprocess(
      picture(() => [random.integer(256), random.integer(256), random.integer(256)]),
      1,
    );
    expect(result.every((value) => Number.isInteger(value * 128) && value >= -1 && value < 1)).toBe(true);
    expect(-0.859375).toBe((18 - 128) / 128);
  });

  it('takes a brightness factor away', () => {
    const random = new Random(5);
    const levels = Array.from({ length: pixels }, () => 10 * random.integer(12));
    const [bright, dark] = [1, 0.5].map((gain) =>
      preprocess(
        picture((at) => [levels[at]! * gain, levels[at]! * gain, levels[at]! * gain]),
        1,
      ),
    );
    expect(dark).toEqual(bright);
  });

  it('treats each picture of a batch on its own', () => {
    const random = new Random(6);
    const [a, b] = [1, 2].map(() => picture(() => [random.integer(256), 0, 0])) as [Uint8Array, Uint8Array];
    const both = new Uint8Array(a.length * 2);
    both.set(a);
    both.set(b, a.length);
    expect(preprocess(both, 2)).toEqual(Float32Array.from([...preprocess(a, 1), ...preprocess(b, 1)]));
  });
});
