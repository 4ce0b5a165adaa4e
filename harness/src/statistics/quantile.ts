import { assertSample, SampleError } from './sample.js';

/**
 * Interpolated quantile (type 7 of Hyndman & Fan 1996) of a sample that is sorted ascending. For limits of simulated distributions; a latency
 * percentile uses `percentile`, which never interpolates.
 * @param share in [0, 1]
 * @throws SampleError
 */
export function quantileOfSorted(order: ArrayLike<number>, share: number): number {
  assertSample(order);
  if (!(share >= 0 && share <= 1)) throw new SampleError(`share ${share}: expected a number in [0, 1]`);
  const place = share * (order.length - 1);
  const below = Math.floor(place);
  const low = order[below]!;
  return below + 1 < order.length ? low + (place - below) * (order[below + 1]! - low) : low;
}
