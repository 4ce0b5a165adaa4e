import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallestMannWhitneyP } from '../statistics/mann-whitney.js';
import { SampleError } from '../statistics/sample.js';
import { rangeLevel, separations } from './separations.js';

describe('levels', () => {
  it('of ranges that do not overlap add up to no more than 5 %', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 2, maxLength: 6 }), (sizes) => {
        const count = sizes.reduce((sum, size) => sum + size, 0);
        const total = sizes.reduce((sum, size) => sum + rangeLevel(size, count), 0);
        expect(total).toBeLessThanOrEqual(0.0525);
      }),
    );
  });

  it('leave six starts able to separate neighbours on boards of up to 47 rows', () => {
    expect(smallestMannWhitneyP(6, 6)).toBeLessThanOrEqual(rangeLevel(2, 47));
    expect(smallestMannWhitneyP(6, 6)).toBeGreaterThan(rangeLevel(2, 48));
    expect(smallestMannWhitneyP(4, 4)).toBeGreaterThan(rangeLevel(2, 4));
  });
});

describe('separations', () => {
  const ps = fc
    .integer({ min: 2, max: 8 })
    .chain((count) =>
      fc.tuple(
        fc.constant(count),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 }),
      ),
    );

  it('need a small p of the pair itself, and fall or stay as p-values grow', () => {
    fc.assert(
      fc.property(ps, ([count, values]) => {
        const p = (i: number, j: number): number => values[i * 8 + j]! ** 4;
        const found = separations(count, p);
        const weaker = separations(count, (i, j) => Math.min(1, 2 * p(i, j)));
        found.forEach((row, i) => {
          row.forEach((isApart, j) => {
            if (isApart) expect(p(i, j)).toBeLessThanOrEqual(rangeLevel(2, count));
            if (isApart) expect(j).toBeGreaterThan(i);
            if (weaker[i]![j]) expect(isApart).toBe(true);
          });
        });
      }),
    );
  });

  it('with nothing but two rows are the test of these', () => {
    expect(separations(2, () => 0.05)[0]![1]).toBe(true);
    expect(separations(2, () => 0.0501)[0]![1]).toBe(false);
  });

  it('refuse a p that is none', () => {
    expect(() => separations(3, () => Number.NaN)).toThrow(SampleError);
  });
});
