import { describe, expect, it } from 'vitest';
import { Random } from './random.js';
import { rankCandidates, rankEach } from './rank-candidates.js';

describe('rankCandidates', () => {
  it('gives the best first, and equal ones in the candidates’ order', () => {
    const scores = [1, 5, 3, 5, 2];
    expect([...rankCandidates(Int32Array.of(3, -1, 0, 1, 4), 3, (item) => scores[item]!)]).toEqual([3, 1, 4]);
  });

  it('leaves places empty where there are fewer candidates', () => {
    expect([...rankCandidates(Int32Array.of(-1, 2, -1), 3, () => 0)]).toEqual([2, -1, -1]);
    expect([...rankCandidates(new Int32Array(0), 2, () => 0)]).toEqual([-1, -1]);
  });

  it('agrees with a stable sort on random scores with many ties', () => {
    const random = new Random(3);
    for (let round = 0; round < 200; round++) {
      const candidates = Int32Array.from(random.permutation(30));
      const scores = Float64Array.from({ length: 30 }, () => random.integer(6) - 3);
      const sorted = [...candidates].sort((a, b) => scores[b]! - scores[a]!);
      expect([...rankCandidates(candidates, 8, (item) => scores[item]!)]).toEqual(sorted.slice(0, 8));
    }
  });
});

it('rankEach ranks each user’s own candidates', () => {
  const ranked = rankEach(Int32Array.of(0, 1, 2, 2, -1, 1), 2, 2, (user, item) => (user === 0 ? item : -item));
  expect([...ranked]).toEqual([2, 1, 1, 2]);
});
