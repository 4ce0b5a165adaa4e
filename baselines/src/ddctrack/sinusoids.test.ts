import { expect, it } from 'vitest';
import { sinusoids } from './sinusoids.js';

const [width, bins] = [48, 64];
const rows = sinusoids(
  Array.from({ length: bins }, (_, bin) => (bin + 0.5) / bins),
  width,
  1 / 16,
);
const row = (bin: number): Float32Array => rows.subarray(bin * width, (bin + 1) * width);
const product = (a: number, b: number): number => row(a).reduce((sum, value, at) => sum + value * row(b)[at]!, 0);

it('near values have similar rows, and every value is most like itself', () => {
  for (let bin = 0; bin < bins; bin++) {
    expect(product(bin, bin)).toBeCloseTo(width / 2, 3);
    for (let other = 0; other < bins; other++)
      if (other !== bin) expect(product(bin, other)).toBeLessThan(0.95 * (width / 2));
  }
  expect(product(20, 21)).toBeGreaterThan(product(20, 25));
  expect(product(20, 25)).toBeGreaterThan(product(20, 50));
});
