import { SampleError } from './sample.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Standard normal quantile for a two-sided 95 % interval. */
const z95 = 1.959963984540054;

/**
 * Wilson score interval of a proportion at 95 % (Wilson 1927). `successes` may be fractional: a mean over seeds times the number of trials.
 * @throws SampleError unless 0 ≤ successes ≤ trials and trials > 0
 */
export function wilsonInterval(successes: number, trials: number, z = z95): Interval {
  if (!(trials > 0) || !(successes >= 0) || successes > trials || !Number.isFinite(trials)) {
    throw new SampleError(`expected 0 ≤ successes ≤ trials and trials > 0, found ${successes} of ${trials}`);
  }
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials));
  return {
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === trials ? 1 : Math.min(1, centre + half),
  };
}
