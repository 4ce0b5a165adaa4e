import { Random } from '@paretoboard/sdk/random.js';
import { type BootstrapOptions, percentileLimits } from './bootstrap.js';
import { assertSample, SampleError } from './sample.js';
import type { Interval } from './wilson-interval.js';

/**
 * Interval of metric(first) − metric(second) for a metric that need not be a mean: items are drawn with replacement, both methods' answers together
 * (percentile bootstrap). `metric` gets answers that it may find repeated.
 * @throws SampleError on unequal samples, fewer than two items, or a metric that is not finite
 */
export function pairedBootstrapInterval<Answer>(
  first: readonly Answer[],
  second: readonly Answer[],
  metric: (answers: readonly Answer[]) => number,
  { seed, confidence = 0.95, resamples = 10_000 }: BootstrapOptions,
): Interval {
  const items = first.length;
  if (items < 2 || items !== second.length) {
    throw new SampleError(`expected as many items in both, at least 2; found ${items} and ${second.length}`);
  }
  const random = new Random(seed);
  const [a, b] = [[...first], [...second]];
  const distribution = Float64Array.from({ length: resamples }, () => {
    for (let place = 0; place < items; place += 1) {
      const item = random.integer(items);
      a[place] = first[item]!;
      b[place] = second[item]!;
    }
    return metric(a) - metric(b);
  });
  assertSample(distribution);
  return percentileLimits(distribution.sort(), confidence);
}
