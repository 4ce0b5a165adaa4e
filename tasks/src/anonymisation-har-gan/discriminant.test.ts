import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { fitDiscriminant } from './discriminant.js';
import { channelScale, windowFeatures } from './window-features.js';

describe('the discriminant', () => {
  it('tells classes apart along a direction in which they vary less than across it', () => {
    const random = new Random(1);
    const rowOf = (label: number) => {
      const common = random.normal(0, 5);
      return Float64Array.of(common + label, common - label, random.normal());
    };
    const labels = Array.from({ length: 60 }, (_, index) => index % 2);
    const classify = fitDiscriminant(labels.map(rowOf), labels);
    const tested = Array.from({ length: 100 }, (_, index) => classify(rowOf(index % 2)) === index % 2);
    expect(tested.filter(Boolean).length).toBeGreaterThan(95);
  });

  it('answers one class where nothing varies, and the only one where there is one', () => {
    const same = Array.from({ length: 6 }, () => Float64Array.of(0.1, 7));
    const classify = fitDiscriminant(same, [4, 2, 4, 2, 2, 4]);
    expect([2, 4]).toContain(classify(same[0]!));
    expect(fitDiscriminant(same.slice(0, 1), [3])(Float64Array.of(9, 9))).toBe(3);
  });
});

describe('features of a window', () => {
  /** Two channels: a slow sine, and what `other` makes of it. */
  const windowOf = (other: (value: number, step: number) => number) =>
    Float32Array.from({ length: 200 }, (_, at) => {
      const step = at >> 1;
      const value = Math.sin(step / 5);
      return at % 2 === 0 ? value : other(value, step);
    });

  it('are of the documented number, and tell of frequency and correlation', () => {
    const [same, opposite] = [windowOf((value) => value), windowOf((value) => -value)];
    const scale = channelScale([same, opposite], 2);
    const features = windowFeatures(same, scale);
    expect(features).toHaveLength(2 * 8 + 1);
    expect(features.at(-1)).toBeCloseTo(1, 9);
    expect(windowFeatures(opposite, scale).at(-1)).toBeCloseTo(-1, 9);
    const fast = windowFeatures(
      windowOf((_, step) => Math.sin(step)),
      scale,
    );
    expect(fast[8 + 2]!).toBeGreaterThan(features[8 + 2]! + 2);
  });

  it('are finite for windows that stand still, and do not depend on the unit', () => {
    const still = new Float32Array(200).fill(3);
    expect([...windowFeatures(still, channelScale([still], 2))].every(Number.isFinite)).toBe(true);
    const window = windowOf((value) => 2 * value + 1);
    const larger = window.map((value) => 1000 * value);
    const plain = windowFeatures(window, channelScale([window], 2));
    for (const [at, value] of windowFeatures(larger, channelScale([larger], 2)).entries())
      expect(value).toBeCloseTo(plain[at]!, 4);
  });
});
