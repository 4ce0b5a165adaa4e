import { incompleteBeta } from './incomplete-beta.js';
import { SampleError } from './sample.js';

/**
 * P(|T| ≥ |t|) of Student's t with `freedom` degrees of freedom, which need not be whole (Welch).
 * @throws SampleError unless freedom > 0
 */
export function tTwoSidedP(t: number, freedom: number): number {
  if (!(freedom > 0) || Number.isNaN(t)) throw new SampleError(`t ${t} with ${freedom} degrees of freedom`);
  if (!Number.isFinite(t)) return 0;
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}

const known = new Map<string, number>();

function solve(confidence: number, freedom: number): number {
  const risk = 1 - confidence;
  let high = 2;
  while (tTwoSidedP(high, freedom) > risk) high *= 2;
  let low = 0;
  for (let round = 0; round < 100 && high - low > 1e-14 * high; round += 1) {
    const middle = (low + high) / 2;
    if (tTwoSidedP(middle, freedom) > risk) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * The t with P(|T| ≤ t) = `confidence`.
 * @throws SampleError unless 0 < confidence < 1 and freedom > 0
 */
export function tQuantile(confidence: number, freedom: number): number {
  if (!(confidence > 0 && confidence < 1) || !(freedom > 0)) {
    throw new SampleError(`confidence ${confidence} with ${freedom} degrees of freedom`);
  }
  const key = `${confidence} ${freedom}`;
  const found = known.get(key) ?? solve(confidence, freedom);
  // Whole degrees of freedom recur with every row; Welch's do not and would only fill the map.
  if (Number.isInteger(freedom) && known.size < 4_096) known.set(key, found);
  return found;
}
