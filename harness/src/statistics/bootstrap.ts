import { Random } from '@paretoboard/sdk/random.js';
import { normalCdf, normalQuantile } from './normal.js';
import { quantileOfSorted } from './quantile.js';
import { assertSample, mean, SampleError } from './sample.js';
import type { Interval } from './wilson-interval.js';

/** A statistic of a sample; may reorder the array that it is given, and must not keep it. */
export type Statistic = (values: Float64Array) => number;

export interface BootstrapOptions {
  readonly seed: number;
  readonly confidence?: number;
  readonly resamples?: number;
}

/**
 * The statistic of `resamples` samples drawn with replacement, ascending.
 * @throws SampleError on fewer than two values, or where the statistic is not finite
 */
export function bootstrapDistribution(
  values: ArrayLike<number>,
  statistic: Statistic,
  { seed, resamples = 10_000 }: BootstrapOptions,
): Float64Array {
  assertSample(values, 2);
  const random = new Random(seed);
  const sample = new Float64Array(values.length);
  const distribution = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    for (let index = 0; index < sample.length; index += 1) sample[index] = values[random.integer(values.length)]!;
    distribution[round] = statistic(sample);
  }
  assertSample(distribution, 1);
  return distribution.sort();
}

function assertConfidence(confidence: number): void {
  if (!(confidence > 0 && confidence < 1)) throw new SampleError(`confidence ${confidence}: expected (0, 1)`);
}

/** Percentile limits of a bootstrap distribution that is sorted ascending. @throws SampleError */
export function percentileLimits(distribution: Float64Array, confidence: number): Interval {
  assertConfidence(confidence);
  const risk = (1 - confidence) / 2;
  return { low: quantileOfSorted(distribution, risk), high: quantileOfSorted(distribution, 1 - risk) };
}

/** The statistic with each value left out in turn. */
function jackknife(values: Float64Array, statistic: Statistic): Float64Array {
  return values.map((_, left) => statistic(values.filter((__, index) => index !== left)));
}

/** How fast the standard error changes with the statistic, from the jackknife (Efron 1987, eq. 6.6). */
function accelerationOf(leftOut: Float64Array): number {
  const centre = mean(leftOut);
  let squares = 0;
  let cubes = 0;
  for (const value of leftOut) {
    squares += (centre - value) ** 2;
    cubes += (centre - value) ** 3;
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/**
 * BCa limits (Efron 1987) of a bootstrap distribution that is sorted ascending.
 * @param leftOut the statistic with each value left out in turn
 * @throws SampleError if every resample lies on one side of the estimate: the correction is then undefined
 */
export function bcaLimits(
  distribution: Float64Array,
  estimate: number,
  leftOut: Float64Array,
  confidence: number,
): Interval {
  assertConfidence(confidence);
  // Sums in another order differ in their last digits: these still count as equal.
  const width = 1e-11 * Math.abs(estimate);
  let below = 0;
  for (const value of distribution) below += value < estimate - width ? 1 : value <= estimate + width ? 0.5 : 0;
  const share = below / distribution.length;
  if (share === 0 || share === 1) throw new SampleError('every resample lies on one side of the estimate');
  const bias = normalQuantile(share);
  const acceleration = accelerationOf(leftOut);
  const corrected = (risk: number): number => {
    const z = bias + normalQuantile(risk);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  const risk = (1 - confidence) / 2;
  return {
    low: quantileOfSorted(distribution, corrected(risk)),
    high: quantileOfSorted(distribution, corrected(1 - risk)),
  };
}

/** Percentile bootstrap interval of any statistic, seeded. Too narrow with few values: see the coverage table of the methodology. @throws SampleError */
export function percentileBootstrapInterval(
  values: ArrayLike<number>,
  statistic: Statistic,
  options: BootstrapOptions,
): Interval {
  return percentileLimits(bootstrapDistribution(values, statistic, options), options.confidence ?? 0.95);
}

/** BCa bootstrap interval of any statistic, seeded: corrected for bias and skewness. @throws SampleError */
export function bcaBootstrapInterval(
  values: ArrayLike<number>,
  statistic: Statistic,
  options: BootstrapOptions,
): Interval {
  const own = Float64Array.from(values);
  const distribution = bootstrapDistribution(own, statistic, options);
  if (distribution[0] === distribution.at(-1)) return { low: distribution[0]!, high: distribution[0]! };
  return bcaLimits(distribution, statistic(own.slice()), jackknife(own, statistic), options.confidence ?? 0.95);
}
