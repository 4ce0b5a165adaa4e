import { describe, expect, it } from 'vitest';
import { hog, hogLength } from './hog.js';
import { side } from './preprocess.js';

function describePicture(level: (x: number, y: number) => number): Float32Array {
  const image = Float32Array.from({ length: side * side }, (_, at) => level(at % side, Math.floor(at / side)));
  const target = new Float32Array(hogLength);
  hog(image, 0, target, 0);
  return target;
}

/** Sum over all cells of each of the 9 orientations. */
function byOrientation(descriptor: Float32Array): number[] {
  return Array.from({ length: 9 }, (_, bin) =>
    descriptor.reduce((sum, value, at) => sum + (at % 9 === bin ? value : 0), 0),
  );
}

describe('hog', () => {
  it('has 7 × 7 blocks of 2 × 2 cells of 9 orientations', () => {
    expect(hogLength).toBe(1764);
  });

  it('votes for the direction of the gradient, in equal parts for the two bins beside it', () => {
    // A gradient along x has 0°, between the first bin (10°) and the last (170°); along y 90°, the centre of the fifth.
    const alongX = byOrientation(describePicture((x) => x / side));
    expect(alongX[0]).toBeCloseTo(alongX[8]!, 4);
    expect(alongX.slice(1, 8).every((value) => Math.abs(value) < 1e-3)).toBe(true);
    const alongY = byOrientation(describePicture((_x, y) => y / side));
    expect(alongY[4]! / alongY.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 3);
  });

  it('does not tell a gradient from its opposite, nor a contrast from twice as much', () => {
    const wave = (x: number, y: number): number => Math.sin(x / 3) + Math.cos(y / 5);
    const descriptor = describePicture(wave);
    const close = (other: Float32Array): boolean =>
      other.every((value, at) => Math.abs(value - descriptor[at]!) < 1e-3);
    expect(close(describePicture((x, y) => -wave(x, y)))).toBe(true);
    expect(close(describePicture((x, y) => 2 * wave(x, y)))).toBe(true);
  });

  it('is finite on a picture without gradients', () => {
    expect(describePicture(() => 0.5).every((value) => value === 0)).toBe(true);
  });
});
