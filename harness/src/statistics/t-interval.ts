import { mean, SampleError, standardDeviation } from './sample.js';
import type { Interval } from './wilson-interval.js';

/** Two-sided 95 % quantiles of Student's t for 1 … 30 degrees of freedom. */
const t95 = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163,
  2.228138852, 2.20098516, 2.17881283, 2.160368656, 2.144786688, 2.131449546, 2.119905299, 2.109815578, 2.10092204,
  2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.06865761, 2.063898562, 2.059538553, 2.055529439, 2.051830516,
  2.048407142, 2.045229642, 2.042272456,
] as const satisfies readonly number[];

/**
 * Student's t interval of the mean at 95 %, for approximately normal values; 2 to 31 values.
 * @throws SampleError on fewer than two or more than 31 values, or on a value that is not finite
 */
export function tInterval(values: readonly number[]): Interval {
  const quantile = t95[values.length - 2];
  if (quantile === undefined) throw new SampleError(`expected 2 to 31 values, found ${values.length}`);
  const half = (quantile * standardDeviation(values)) / Math.sqrt(values.length);
  const centre = mean(values);
  return { low: centre - half, high: centre + half };
}
