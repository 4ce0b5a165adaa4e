import { assertSample, SampleError } from './sample.js';
import { selectInPlace } from './select.js';

/**
 * Nearest-rank percentile: the smallest value with at least `share` of the sample at or below it. Never interpolates, so it is a latency
 * that was really seen.
 * @param share in (0, 1]
 * @throws SampleError
 */
export function percentile(values: ArrayLike<number>, share: number): number {
  assertSample(values);
  if (!(share > 0 && share <= 1)) throw new SampleError(`share ${share}: expected a number in (0, 1]`);
  // The subtraction keeps 0.9 × 10 = 9.000000000000002 from becoming rank 10.
  const rank = Math.max(1, Math.ceil(share * values.length - 1e-9));
  return selectInPlace(Float64Array.from(values), rank - 1);
}
