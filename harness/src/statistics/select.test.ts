import fc from 'fast-check';
import { expect, it } from 'vitest';
import { selectInPlace } from './select.js';

it('finds what sorting would put at each place, and leaves smaller values before it', () => {
  const values = fc.array(fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: 0, max: 3 })), { minLength: 1 });
  fc.assert(
    fc.property(values, fc.nat(), (list, seed) => {
      const place = seed % list.length;
      const own = Float64Array.from(list);
      const found = selectInPlace(own, place);
      expect(found + 0).toBe(Float64Array.from(list).sort()[place]! + 0);
      for (const value of own.subarray(0, place)) expect(value).toBeLessThanOrEqual(found);
    }),
  );
});

it('ends on a million values that were made to be slow for a median of three', () => {
  // Organ pipe: each pivot splits off next to nothing.
  const pipe = Float64Array.from({ length: 1_000_000 }, (_, index) => Math.min(index, 1_000_000 - index));
  expect(selectInPlace(pipe, 500_000)).toBe(Float64Array.from(pipe).sort()[500_000]);
});
