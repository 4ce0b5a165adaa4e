import { tInterval } from '@paretoboard/harness/statistics/t-interval.js';

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The ratio of two sequences of neighbouring blocks: the geometric mean of the turns' ratios, with Student's interval of 95 % of their logarithms.
 * @param ours, theirs medians of blocks, ms
 */
export function ratioOf(ours, theirs) {
  return spread(ours.map((figure, turn) => Math.log(figure / theirs[turn])));
}

/** Over models: the geometric mean of their ratios, turn by turn. @param pairs [ours, theirs] of each model */
export function geometricMean(pairs) {
  const logs = pairs.map(([ours, theirs]) => ours.map((figure, turn) => Math.log(figure / theirs[turn])));
  return spread(logs[0].map((_, turn) => mean(logs.map((turns) => turns[turn]))));
}

function spread(logs) {
  const ratio = Math.exp(mean(logs));
  if (logs.length < 2) return { ratio, low: null, high: null };
  const { low, high } = tInterval(logs);
  return { ratio, low: Math.exp(low), high: Math.exp(high) };
}

/** Largest difference of two sequences of numbers, beside the larger of the two: of losses, each beside its own. */
export function largestDifference(ours, theirs) {
  return Math.max(
    ...ours.map((value, at) => Math.abs(value - theirs[at]) / Math.max(Math.abs(value), Math.abs(theirs[at]), 1e-12)),
  );
}

/** Of answers: the largest difference beside the largest value. */
export function answerDifference(ours, theirs) {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(...theirs.map(Math.abs));
  return Math.max(...ours.map((value, at) => Math.abs(value - theirs[at]))) / scale;
}
