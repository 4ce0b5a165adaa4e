import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { augmentWindow, drawAugmentation } from './augment.js';

const steps = 64;
const unscaled = (channels: number) => ({
  mean: new Float32Array(channels),
  deviation: new Float32Array(channels).fill(1),
});
const noTurn = [1, 0, 0, 0, 1, 0, 0, 0, 1];

describe('a drawn augmentation', () => {
  const drawn = Array.from({ length: 200 }, (_, seed) => drawAugmentation(steps, new Random(seed)));

  it('takes a part of at least 60 % that lies within the window', () => {
    for (const { from, stride } of drawn) {
      expect(from).toBeGreaterThanOrEqual(0);
      expect(from + stride * (steps - 1)).toBeLessThanOrEqual(steps - 1 + 1e-9);
      expect(stride).toBeGreaterThanOrEqual(0.6);
    }
  });

  it('turns by at most 20 degrees, without stretching', () => {
    const angles = drawn.map(({ turn }) => {
      for (const [a, b] of [
        [0, 0],
        [0, 1],
        [1, 2],
        [2, 2],
      ] as const) {
        const dot = [0, 1, 2].reduce((sum, i) => sum + turn[3 * a + i]! * turn[3 * b + i]!, 0);
        expect(dot).toBeCloseTo(a === b ? 1 : 0, 9);
      }
      return (Math.acos(Math.min(1, (turn[0]! + turn[4]! + turn[8]! - 1) / 2)) * 180) / Math.PI;
    });
    expect(Math.max(...angles)).toBeLessThanOrEqual(20 + 1e-6);
    expect(Math.max(...angles)).toBeGreaterThan(18);
  });
});

describe('an augmented window', () => {
  const channels = 6;
  const source = Float32Array.from(
    { length: steps * channels },
    (_, at) => 10 * Math.floor(at / channels) + (at % channels),
  );

  function augmented(turn: readonly number[], isSensed: boolean, from = 0, stride = 1, scaling = unscaled(channels)) {
    const to = new Float32Array(source.length);
    augmentWindow(source, 0, to, 0, { steps, channels, scaling, isSensed }, { from, stride, turn }, new Random(1));
    return to;
  }

  it('is the standardised window but for gain and noise', () => {
    const scaling = { mean: new Float32Array(channels).fill(100), deviation: new Float32Array(channels).fill(50) };
    const values = augmented(noTurn, true, 0, 1, scaling);
    const gain = (values.at(-1)! - values[channels - 1]!) / (630 / 50);
    expect(Math.abs(gain - 1)).toBeLessThan(0.12);
    values.forEach((value, at) => {
      expect(Math.abs(value - (gain * (source[at]! - 100)) / 50)).toBeLessThan(0.3);
    });
  });

  it('is the part that was drawn, stretched', () => {
    const values = augmented(noTurn, true, 6, 0.75);
    const gain = values[0]! / 60;
    expect(values[63 * channels]! / gain).toBeCloseTo(10 * (6 + 63 * 0.75), -0.5);
  });

  it('turns acceleration and angular rate alike, and leaves joints alone', () => {
    const quarter = [0, -1, 0, 1, 0, 0, 0, 0, 1];
    const [turned, plain] = [augmented(quarter, true), augmented(noTurn, true)];
    const at = 40 * channels;
    for (const triple of [0, 3]) {
      expect(Math.abs(turned[at + triple]! + plain[at + triple + 1]!)).toBeLessThan(0.3);
      expect(Math.abs(turned[at + triple + 1]! - plain[at + triple]!)).toBeLessThan(0.3);
    }
    expect(augmented(quarter, false)).toEqual(augmented(noTurn, false));
  });
});
