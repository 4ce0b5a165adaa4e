import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangeLevel } from './separations.js';
import { simesRanges } from './simes-ranges.js';

/** The definition: sorted, some p at most its place's share of the level. */
function isRejected(ps: number[][], from: number, to: number, level: number): boolean {
  const pairs = ps.slice(from, to).flatMap((row, index) => row.slice(from + index + 1, to + 1));
  return pairs.toSorted((a, b) => a - b).some((p, index) => p * pairs.length <= level * (index + 1));
}

/** Continuous, of few values as exact tests give them, and exactly on thresholds and shares. */
const p = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 0.02, noNaN: true }),
  fc.integer({ min: 0, max: 40 }).map((k) => 2 ** -k),
  fc.integer({ min: 1, max: 60 }).map((k) => 0.05 / k),
  fc.constantFrom(0, 2 / 924, 4 / 924, 1e-300, 1),
);

it('is Simes’ test of every range, by its definition', () => {
  const boards = fc
    .integer({ min: 2, max: 12 })
    .chain((rows) => fc.array(fc.array(p, { minLength: rows, maxLength: rows }), { minLength: rows, maxLength: rows }));
  fc.assert(
    fc.property(boards, (ps) => {
      const levelOf = (size: number) => rangeLevel(size, ps.length);
      const ranges = simesRanges(ps, levelOf);
      for (let from = 0; from < ps.length; from += 1)
        for (let to = from + 1; to < ps.length; to += 1)
          expect(ranges.rejects(from, to)).toBe(isRejected(ps, from, to, levelOf(to - from + 1)));
    }),
    { numRuns: 500 },
  );
});
