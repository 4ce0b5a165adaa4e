import { bestFirst, type Candidate } from './best-first.js';
import type { PairTest } from './pair-test.js';
import { rangeLevel, separations } from './separations.js';

export type RankBasis = 'separated' | 'tied' | 'underpowered' | 'untested' | 'unranked';

export interface Ranked {
  readonly rank: number | null;
  /** Rows of one rank, counted from 0. */
  readonly tieGroup: number | null;
  readonly rankBasis: RankBasis;
  /** What the rank rests on, in words. */
  readonly rankWords: string;
  /** Ranks that the tests leave open: one more than the rows proven better, to all but the rows proven worse. */
  readonly rankRange: { readonly low: number; readonly high: number } | null;
}

export interface RankOptions {
  readonly direction: 'higher' | 'lower';
  /** Of two candidates by their place in the list given. */
  readonly test: (a: number, b: number) => PairTest;
}

export interface Ranking {
  /** In the order of the candidates. */
  readonly rows: readonly Ranked[];
  /** Whether candidate a is proven better than b. */
  readonly isBetter: (a: number, b: number) => boolean;
}

const unranked: Ranked = {
  rank: null,
  tieGroup: null,
  rankBasis: 'unranked',
  rankWords: 'not ranked',
  rankRange: null,
};

/** Rank by place, see `rankRows`. */
function ranksOf(apart: readonly (readonly boolean[])[]): number[] {
  const ranks: number[] = [];
  apart.forEach((_, place) => {
    let rank = 1;
    let better = 0;
    for (let above = 0; above < place; above += 1) {
      const isApart = apart[above]![place]!;
      if (isApart) better += 1;
      rank = Math.max(rank, ranks[above]! + Number(isApart));
    }
    ranks.push(Math.max(rank, better + 1));
  });
  return ranks;
}

function basisOf(tests: readonly PairTest[], level: number): RankBasis {
  if (tests.length === 0) return 'separated';
  return tests.some(({ smallestP }) => smallestP > level) ? 'underpowered' : 'tied';
}

function wordsOf(basis: RankBasis, better: number, names: readonly string[], tests: readonly PairTest[]): string {
  const how = tests[0]?.words ?? '';
  const proven = better === 0 ? '' : `; ${better} ${better === 1 ? 'row is' : 'rows are'} proven better`;
  const with_ = names.length > 3 ? `${names.length} other rows` : names.join(', ');
  if (basis === 'untested') return 'the only ranked row';
  if (basis === 'tied') return `not told apart from ${with_} (${how})${proven}`;
  if (basis === 'underpowered') return `too few data to tell it from ${with_} (${how})${proven}`;
  return `told apart from its neighbours (${how})${proven}`;
}

/**
 * The ranks of one board: the one ranking function. Rows are ordered by their measured value and told apart by `separations`, which keeps the
 * chance of any false separation on the board at 5 %. Being tied is not transitive, so the rule says what a rank means:
 * 1. a row's rank is at least one more than the number of rows proven better than it, and than the rank of each of those;
 * 2. and at least the rank of every row that measured better: noise or few starts never earn a better place.
 * Hence rows of one rank are never told apart, each pair of them; a rank worse than 1 always rests on a proven difference, of the row itself or of one
 * that measured better; and the result does not depend on the order that rows come in.
 * @throws SampleError on a p outside [0, 1]
 */
export function rankRows(candidates: readonly Candidate[], { direction, test }: RankOptions): Ranking {
  const order = bestFirst(candidates, direction);
  const count = order.length;
  const tests = order.map((a, i) => order.map((b, j) => (j > i ? test(a, b) : null)));
  const between = (i: number, j: number): PairTest => tests[Math.min(i, j)]![Math.max(i, j)]!;
  const apart = separations(count, (i, j) => between(i, j).p);
  const ranks = ranksOf(apart);
  const level = rangeLevel(2, count);
  const places = order.map((_, place) => place);
  const rows: Ranked[] = candidates.map(() => unranked);
  order.forEach((index, place) => {
    const peers = places.filter((other) => other !== place && ranks[other] === ranks[place]);
    const better = places.filter((other) => apart[other]![place]).length;
    const worse = places.filter((other) => apart[place]![other]).length;
    const peerTests = peers.map((other) => between(place, other));
    const neighbours = [place - 1, place + 1].filter((other) => other >= 0 && other < count);
    const basis = count === 1 ? 'untested' : basisOf(peerTests, level);
    const shown = peerTests.length > 0 ? peerTests : neighbours.map((other) => between(place, other));
    const names = peers.map((other) => candidates[order[other]!]!.key);
    rows[index] = {
      rank: ranks[place]!,
      tieGroup: new Set(ranks.slice(0, place + 1)).size - 1,
      rankBasis: basis,
      rankWords: wordsOf(basis, better, names, shown),
      rankRange: { low: better + 1, high: count - worse },
    };
  });
  const placeOf = new Map(order.map((index, place) => [index, place]));
  const isBetter = (a: number, b: number): boolean => {
    const [i, j] = [placeOf.get(a), placeOf.get(b)];
    return i !== undefined && j !== undefined && apart[i]![j]!;
  };
  return { rows, isBetter };
}
