import { SampleError } from '../statistics/sample.js';

export interface RetrievalScore {
  /** Rank of the first gallery item of the query's identity, from 1: CMC at k counts the queries with `firstHit <= k`. */
  readonly firstHit: number;
  /** Mean of the precision at each hit. */
  readonly averagePrecision: number;
  /** Inverse negative penalty: hits / rank of the last hit (Ye et al. 2021). */
  readonly inverseNegativePenalty: number;
}

/**
 * One query of a re-identification or retrieval protocol against its gallery.
 * @param distances to each gallery item, smaller is nearer
 * @param isMatch which gallery items have the query's identity
 * @param tieKeys one number an item, drawn by the caller from a seed: equal distances are ordered by it, so that a constant answer scores at chance
 * @param isJudged items that count; others (same identity from the same camera) are taken out of the list
 * @returns null if no judged item matches: the query is left out, as the field does
 * @throws SampleError on different lengths or a distance that is not finite
 */
export function retrievalScore(
  distances: ArrayLike<number>,
  isMatch: (item: number) => boolean,
  tieKeys: ArrayLike<number>,
  isJudged: (item: number) => boolean = () => true,
): RetrievalScore | null {
  if (tieKeys.length !== distances.length)
    throw new SampleError(`expected a tie key for each of ${distances.length} distances, found ${tieKeys.length}`);
  const judged: number[] = [];
  for (let item = 0; item < distances.length; item++) {
    if (!Number.isFinite(distances[item]))
      throw new SampleError(`distance ${distances[item]} of item ${item}: not finite`);
    if (isJudged(item)) judged.push(item);
  }
  judged.sort((a, b) => distances[a]! - distances[b]! || tieKeys[a]! - tieKeys[b]!);
  let [hits, precisions, firstHit, lastHit] = [0, 0, 0, 0];
  judged.forEach((item, index) => {
    if (!isMatch(item)) return;
    hits++;
    lastHit = index + 1;
    if (hits === 1) firstHit = lastHit;
    precisions += hits / lastHit;
  });
  if (hits === 0) return null;
  return { firstHit, averagePrecision: precisions / hits, inverseNegativePenalty: hits / lastHit };
}

export interface RetrievalSummary {
  readonly queries: number;
  readonly meanAveragePrecision: number;
  readonly meanInverseNegativePenalty: number;
  /** Cumulative matching characteristic at k: share of queries with a hit among the first k. */
  cmc(k: number): number;
}

/** Means over the queries that have a match. @throws SampleError if there are none */
export function summariseRetrieval(scores: readonly RetrievalScore[]): RetrievalSummary {
  if (scores.length === 0) throw new SampleError('no query has a match in the gallery');
  const mean = (of: (score: RetrievalScore) => number): number =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  return {
    queries: scores.length,
    meanAveragePrecision: mean((score) => score.averagePrecision),
    meanInverseNegativePenalty: mean((score) => score.inverseNegativePenalty),
    cmc: (k) => mean((score) => (score.firstHit <= k ? 1 : 0)),
  };
}
