import { Random } from '@paretoboard/sdk/random.js';

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

/** What the seed of a start's arrivals is derived for: a verifier derives it again once the run's seed is revealed. */
export function schedulePurpose(purpose: string): string {
  return `schedule-${purpose}`;
}

/** Arrivals of one trial of a search: each trial has its own, whatever came before. @param seed of the start */
export function trialSchedule(seed: number, trial: number, ratePerSecond: number, queries: number): Float64Array {
  return poissonSchedule(ratePerSecond, queries, new Random(seed).fork(`arrivals-${trial}`));
}
