import { SampleError } from '../statistics/sample.js';
import { simesRanges } from './simes-ranges.js';

/** Chance that a board shows any false separation at all. */
export const familyRisk = 0.05;

/**
 * The level at which a range of `size` neighbouring rows out of `count` is tested (Ryan 1960, Einot & Gabriel 1975, Welsch 1977): the levels of
 * groups that do not overlap add up to no more than `risk`, so that the board as a whole keeps it.
 */
export function rangeLevel(size: number, count: number, risk = familyRisk): number {
  return size >= count - 1 ? risk : 1 - (1 - risk) ** (size / count);
}

/**
 * Which rows of a board are told apart, all pairs at once: a closed stepwise procedure (Campbell & Skillings 1985) over rows that are sorted best first.
 * Two rows are separated if their own test rejects at the level of a pair, and if every range of neighbours that holds both is rejected by Simes'
 * combination of its pairs. The chance of any false separation on a board stays at `risk`; shown by simulation in the methodology.
 * @param p two-sided p-value of rows i < j, in [0, 1]; rows that could not be tested have p 1
 * @returns `separated[i][j]` for i < j; false elsewhere
 * @throws SampleError on a p outside [0, 1]
 */
export function separations(count: number, p: (i: number, j: number) => number, risk = familyRisk): boolean[][] {
  const ps = Array.from({ length: count }, (_, i) =>
    Array.from({ length: count }, (__, j) => {
      if (j <= i) return 1;
      const value = p(i, j);
      if (!(value >= 0 && value <= 1)) throw new SampleError(`p of rows ${i} and ${j} is ${value}: expected [0, 1]`);
      return value;
    }),
  );
  const ranges = simesRanges(ps, (size) => rangeLevel(size, count, risk));
  const apart = ps.map(() => new Array<boolean>(count).fill(false));
  // From the widest range inwards: what holds both rows must fall first.
  for (let width = count - 1; width >= 1; width -= 1) {
    for (let from = 0; from + width < count; from += 1) {
      const to = from + width;
      const left = from === 0 || apart[from - 1]![to]!;
      const right = to === count - 1 || apart[from]![to + 1]!;
      apart[from]![to] = left && right && ranges.rejects(from, to);
    }
  }
  const own = rangeLevel(2, count, risk);
  return apart.map((row, i) => row.map((isApart, j) => isApart && ps[i]![j]! <= own));
}
