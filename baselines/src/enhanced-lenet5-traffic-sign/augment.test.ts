import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { augment } from './augment.js';
import { side } from './preprocess.js';

const pixels = side * side;

describe('augment', () => {
  it('is seeded, and draws another change for each picture', () => {
    const source = Float32Array.from({ length: pixels }, (_, at) => Math.sin(at / 40));
    const target = new Float32Array(3 * pixels);
    augment(source, 0, target, 0, new Random(1));
    augment(source, 0, target, pixels, new Random(1));
    augment(source, 0, target, 2 * pixels, new Random(2));
    expect(target.subarray(0, pixels)).toEqual(target.subarray(pixels, 2 * pixels));
    expect(target.subarray(0, pixels)).not.toEqual(target.subarray(2 * pixels));
  });

  it('repeats edges: nothing from outside the range of the picture comes in', () => {
    const random = new Random(3);
    const source = Float32Array.from({ length: 2 * pixels }, (_, at) => (at < pixels ? 99 : 0.25));
    const target = new Float32Array(pixels);
    for (let i = 0; i < 50; i++) {
      augment(source, pixels, target, 0, random);
      expect(target.every((value) => Math.abs(value - 0.25) < 1e-6)).toBe(true);
    }
  });

  it('moves a sign by a few pixels at most', () => {
    const random = new Random(4);
    const source = new Float32Array(pixels);
    for (let y = 12; y < 20; y++) source.fill(1, y * side + 12, y * side + 20);
    const target = new Float32Array(pixels);
    for (let i = 0; i < 50; i++) {
      augment(source, 0, target, 0, random);
      const mass = target.reduce((sum, value) => sum + value, 0);
      const x = target.reduce((sum, value, at) => sum + value * (at % side), 0) / mass;
      expect(Math.abs(x - 15.5)).toBeLessThan(4);
      expect(mass / 64).toBeGreaterThan(0.7);
      expect(mass / 64).toBeLessThan(1.35);
    }
  });
});
