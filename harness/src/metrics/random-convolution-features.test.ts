import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { SampleError } from '../statistics/sample.js';
import { frechetDistance } from './distribution-distance.js';
import { addRandomConvolutionFeatures, featureSize } from './random-convolution-features.js';

const side = 32;
const rows = 120;

/** Bars of a width, somewhere. */
function bars(width: number, seed: number) {
  const random = new Random(seed);
  const values = new Float64Array(rows * featureSize);
  for (let row = 0; row < rows; row++) {
    const left = random.integer(side - width);
    const picture = Float64Array.from({ length: side * side }, (_, at) =>
      at % side >= left && at % side < left + width ? 1 : -1,
    );
    addRandomConvolutionFeatures(picture, side, values, row * featureSize);
  }
  return { rows, size: featureSize, values };
}

describe('addRandomConvolutionFeatures', () => {
  it('gives the same vector every time, finite, and not the same for every picture', () => {
    expect(bars(4, 1).values).toEqual(bars(4, 1).values);
    expect(bars(4, 1).values.every(Number.isFinite)).toBe(true);
    expect(bars(4, 1).values).not.toEqual(bars(8, 1).values);
  });

  it('never changes: another number here is another metric, and needs a new version of the tasks that use it', () => {
    const target = new Float64Array(featureSize);
    addRandomConvolutionFeatures(
      Float64Array.from({ length: 256 }, (_, at) => (at % 7) / 3 - 1),
      16,
      target,
      0,
    );
    const digest = target.reduce((sum, value, at) => sum + value * (at + 1), 0);
    expect(digest).toBeCloseTo(860.2972417996931, 9);
  });

  it('is further from other pictures than from more of the same', () => {
    const alike = frechetDistance(bars(4, 1), bars(4, 2));
    expect(frechetDistance(bars(4, 1), bars(6, 3))).toBeGreaterThan(3 * alike);
    expect(frechetDistance(bars(4, 1), bars(12, 3))).toBeGreaterThan(frechetDistance(bars(4, 1), bars(6, 3)));
  });

  it('is the mean of quarters: what moves within a quarter of a coarse picture changes nothing far away', () => {
    const target = new Float64Array(featureSize);
    const other = new Float64Array(featureSize);
    const picture = new Float64Array(side * side).fill(-1);
    addRandomConvolutionFeatures(picture, side, target, 0);
    picture[0] = 1;
    addRandomConvolutionFeatures(picture, side, other, 0);
    expect(other.subarray(featureSize / 4)).toEqual(target.subarray(featureSize / 4));
    expect(other.subarray(0, featureSize / 4)).not.toEqual(target.subarray(0, featureSize / 4));
  });

  it('refuses another size', () => {
    expect(() => addRandomConvolutionFeatures(new Float64Array(784), 28, new Float64Array(64), 0)).toThrow(SampleError);
    expect(() => addRandomConvolutionFeatures(new Float64Array(100), 32, new Float64Array(64), 0)).toThrow(SampleError);
  });
});
