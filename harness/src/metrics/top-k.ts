import { SampleError } from '../statistics/sample.js';

export interface TopKScores {
  /** Share of the user's relevant items among the first k. */
  readonly recall: number;
  /** Share of the first k that are relevant. */
  readonly precision: number;
  /** Discounted gain over the best that min(k, relevant) places allow, binary relevance, log2 discount. */
  readonly ndcg: number;
}

/**
 * The first k candidates by score, excluded ones left out; equal scores in order of the tie key, so that no order of the items is favoured.
 * @param tieKeys one number a candidate, drawn by the caller from a seed; the smaller comes first
 * @throws SampleError on a score that is not finite, different lengths, or fewer than k candidates
 */
export function topK(
  scores: ArrayLike<number>,
  k: number,
  tieKeys: ArrayLike<number>,
  isExcluded: (item: number) => boolean = () => false,
): Int32Array {
  if (tieKeys.length !== scores.length)
    throw new SampleError(`expected a tie key for each of ${scores.length} scores, found ${tieKeys.length}`);
  const before = (a: number, b: number): boolean =>
    scores[a] !== scores[b] ? scores[a]! > scores[b]! : tieKeys[a]! < tieKeys[b]!;
  const first: number[] = [];
  for (let item = 0; item < scores.length; item++) {
    if (!Number.isFinite(scores[item])) throw new SampleError(`score ${scores[item]} of item ${item}: not finite`);
    if (isExcluded(item)) continue;
    if (first.length === k && !before(item, first[k - 1]!)) continue;
    let at = Math.min(first.length, k - 1);
    if (first.length < k) first.push(item);
    while (at > 0 && before(item, first[at - 1]!)) {
      first[at] = first[at - 1]!;
      at--;
    }
    first[at] = item;
  }
  if (first.length < k) throw new SampleError(`expected at least ${k} candidates, found ${first.length}`);
  return Int32Array.from(first);
}

/**
 * Recall@K, Precision@K and NDCG@K of one user under full ranking.
 * @param ranked the first k items, best first
 * @param relevant the user's held-out items, at least one
 * @throws SampleError if nothing is relevant or nothing is ranked
 */
export function topKScores(ranked: ArrayLike<number>, relevant: ReadonlySet<number>): TopKScores {
  const k = ranked.length;
  if (k === 0 || relevant.size === 0)
    throw new SampleError(`expected ranked and relevant items, found ${k} and ${relevant.size}`);
  let hits = 0;
  let gain = 0;
  let best = 0;
  for (let place = 0; place < k; place++) {
    const discounted = 1 / Math.log2(place + 2);
    if (place < relevant.size) best += discounted;
    if (!relevant.has(ranked[place]!)) continue;
    hits++;
    gain += discounted;
  }
  return { recall: hits / relevant.size, precision: hits / k, ndcg: gain / best };
}
