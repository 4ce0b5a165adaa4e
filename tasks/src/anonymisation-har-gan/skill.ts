import { SampleError } from '@paretoboard/harness/statistics/sample.js';

/**
 * How far above chance predictions are, item by item: the mean is (balanced accuracy − 1/K) / (1 − 1/K) over the K classes that have items, so 0 for any constant
 * prediction of such a class and 1 for a perfect one (Youden's index, for K classes). With a single class nothing can be told apart: 0.
 * @throws SampleError on no items or different lengths
 */
export function skillByItem(predicted: readonly number[], truth: readonly number[]): number[] {
  if (truth.length === 0 || predicted.length !== truth.length)
    throw new SampleError(`expected as many predictions as items, found ${predicted.length} and ${truth.length}`);
  const support = new Map<number, number>();
  for (const label of truth) support.set(label, (support.get(label) ?? 0) + 1);
  const classes = support.size;
  if (classes === 1) return truth.map(() => 0);
  const chance = 1 / classes;
  return truth.map((label, index) => {
    const credit = predicted[index] === label ? truth.length / (classes * support.get(label)!) : 0;
    return (credit - chance) / (1 - chance);
  });
}
