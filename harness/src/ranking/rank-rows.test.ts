import { Random } from '@paretoboard/sdk/random.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { median } from '../statistics/sample.js';
import type { Candidate } from './best-first.js';
import { testStarts } from './pair-test.js';
import { type Ranking, rankRows } from './rank-rows.js';

interface Row extends Candidate {
  readonly starts: readonly number[];
}

function rank(rows: readonly Row[]): Ranking {
  return rankRows(rows, { direction: 'lower', test: (a, b) => testStarts(rows[a]!.starts, rows[b]!.starts) });
}

function row(key: string, starts: readonly number[]): Row {
  return { key, value: starts.length === 0 ? null : median(starts), starts };
}

/** Boards of 2 to 9 rows with starts around levels that may coincide, in steady and noisy rows. */
const boards = fc
  .tuple(fc.nat(), fc.array(fc.tuple(fc.nat(5), fc.constantFrom(0.01, 0.1, 1)), { minLength: 2, maxLength: 9 }))
  .map(([seed, specs]) => {
    const random = new Random(seed);
    return specs.map(([level, spread], index) =>
      row(
        `row-${index}`,
        Array.from({ length: 6 }, () => 1.2 ** level * Math.exp(random.normal(0, spread))),
      ),
    );
  });

const pairs = (rows: readonly Row[]): [number, number][] =>
  rows.flatMap((_, a) => rows.flatMap((__, b): [number, number][] => (a === b ? [] : [[a, b]])));

describe('what a rank promises', () => {
  it('rows of one rank are not told apart, and one proven better has the better rank', () => {
    fc.assert(
      fc.property(boards, (rows) => {
        const { rows: ranked, isBetter } = rank(rows);
        for (const [a, b] of pairs(rows)) {
          if (isBetter(a, b)) expect(ranked[a]!.rank!).toBeLessThan(ranked[b]!.rank!);
        }
      }),
    );
  });

  it('noise earns no better place: who measured better never stands behind', () => {
    fc.assert(
      fc.property(boards, (rows) => {
        const { rows: ranked } = rank(rows);
        for (const [a, b] of pairs(rows)) {
          if (rows[a]!.value! < rows[b]!.value!) expect(ranked[a]!.rank!).toBeLessThanOrEqual(ranked[b]!.rank!);
        }
      }),
    );
  });

  it('a rank lies in the range that the tests leave open, and ties are counted in groups', () => {
    fc.assert(
      fc.property(boards, (rows) => {
        const { rows: ranked, isBetter } = rank(rows);
        ranked.forEach((one, index) => {
          const better = rows.filter((_, other) => isBetter(other, index)).length;
          expect(one.rankRange!.low).toBe(better + 1);
          expect(one.rank!).toBeGreaterThanOrEqual(one.rankRange!.low);
          expect(one.rank!).toBeLessThanOrEqual(one.rankRange!.high);
        });
        const groups = new Map(ranked.map(({ rank: place, tieGroup }) => [tieGroup, place]));
        expect(groups.size).toBe(new Set(ranked.map(({ rank: place }) => place)).size);
        expect(Math.min(...ranked.map(({ rank: place }) => place!))).toBe(1);
      }),
    );
  });

  it('does not depend on the order that rows come in, nor on the unit', () => {
    fc.assert(
      fc.property(boards, fc.nat(), (rows, seed) => {
        const order = new Random(seed).permutation(rows.length);
        const shuffled = Array.from(order, (index) => rows[index]!);
        const micro = shuffled.map(({ key, starts }) =>
          row(
            key,
            starts.map((value) => value * 1_000),
          ),
        );
        const expected = new Map(rank(rows).rows.map((ranked, index) => [rows[index]!.key, ranked]));
        rank(micro).rows.forEach(({ rank: place, tieGroup, rankBasis, rankRange }, index) => {
          expect(expected.get(micro[index]!.key)).toMatchObject({ rank: place, tieGroup, rankBasis, rankRange });
        });
      }),
    );
  });

  it('a row that is not ranked changes nothing', () => {
    fc.assert(
      fc.property(boards, (rows) => {
        const { rows: ranked } = rank([row('unranked', []), ...rows]);
        expect(ranked[0]).toMatchObject({ rank: null, rankBasis: 'unranked', rankRange: null });
        expect(ranked.slice(1)).toEqual(rank(rows).rows);
      }),
    );
  });
});

const steady = (centre: number, starts = 6): number[] =>
  Array.from({ length: starts }, (_, start) => centre * (1 + 0.001 * start));

describe('boards that people meet', () => {
  it('tells 24 rows apart with six starts each', () => {
    const { rows } = rank(Array.from({ length: 24 }, (_, index) => row(`row-${index}`, steady(1.05 ** index))));
    expect(rows.map((one) => one.rank)).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  });

  it('two rows need four starts; with three, twice as fast is still no proof, and is called so', () => {
    const ranksWith = (starts: number) =>
      rank([row('fast', steady(1, starts)), row('slow', steady(2, starts))]).rows.map((one) => [
        one.rank,
        one.rankBasis,
      ]);
    expect(ranksWith(3)).toEqual([
      [1, 'underpowered'],
      [1, 'underpowered'],
    ]);
    expect(ranksWith(4)).toEqual([
      [1, 'separated'],
      [2, 'separated'],
    ]);
  });

  it('a chain of small steps does not tie its ends', () => {
    const random = new Random(3);
    const chain = Array.from({ length: 12 }, (_, index) =>
      row(
        `row-${index}`,
        Array.from({ length: 6 }, () => 1.02 ** index * Math.exp(random.normal(0, 0.02))),
      ),
    );
    const { rows, isBetter } = rank(chain);
    expect(isBetter(0, 11)).toBe(true);
    expect(rows[11]!.rank!).toBeGreaterThan(rows[0]!.rank!);
  });

  it('one noisy row neither merges the others nor gains by its noise', () => {
    const noisy = row('noisy', [0.5, 0.6, 2.9, 3.1, 40, 50]);
    const { rows } = rank([row('first', steady(1)), row('second', steady(2)), noisy, row('third', steady(4))]);
    expect(rows.map((one) => one.rank)).toEqual([1, 2, 2, 3]);
  });

  it('a row alone is called untested', () => {
    expect(rank([row('alone', steady(1))]).rows).toMatchObject([{ rank: 1, rankBasis: 'untested' }]);
    expect(rank([]).rows).toEqual([]);
  });
});
