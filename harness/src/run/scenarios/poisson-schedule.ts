import type { Random } from '@paretoboard/sdk/random.js';

/**
 * Arrival times of a Poisson process, in ms from its begin, ascending.
 * @param ratePerSecond above 0
 */
export function poissonSchedule(ratePerSecond: number, queries: number, random: Random): Float64Array {
  const arrivals = new Float64Array(queries);
  let at = 0;
  for (let query = 0; query < queries; query++) {
    // 1 − u lies in (0, 1]: its logarithm is finite.
    at += (-Math.log(1 - random.uniform()) * 1_000) / ratePerSecond;
    arrivals[query] = at;
  }
  return arrivals;
}
