import { mean, standardDeviation } from './sample.js';
import { tQuantile } from './student-t.js';
import type { Interval } from './wilson-interval.js';

/**
 * Student's t interval of the mean, for approximately normal values.
 * @throws SampleError on fewer than two values, or on a value that is not finite
 */
export function tInterval(values: readonly number[], confidence = 0.95): Interval {
  const half = (tHalf(values.length, confidence) * standardDeviation(values)) / Math.sqrt(values.length);
  const centre = mean(values);
  return { low: centre - half, high: centre + half };
}

function tHalf(count: number, confidence: number): number {
  return count < 2 ? Number.NaN : tQuantile(confidence, count - 1);
}
