import { incompleteBeta } from '../statistics/incomplete-beta.js';
import { tTwoSidedP } from '../statistics/student-t.js';

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** A function that, in each argument, only rises (`+`) or only falls (`-`): its range follows from the ends of its arguments' ranges. */
export interface Formula {
  readonly rises: '+' | '-' | readonly ('+' | '-')[];
  readonly value: (values: readonly number[]) => number;
  readonly shows: string;
}

/** Names that relations may call. */
export const formulas: Readonly<Record<string, Formula>> = {
  mean: { rises: '+', value: (values) => sum(values) / values.length, shows: 'arithmetic mean' },
  sum: { rises: '+', value: sum, shows: 'sum' },
  f1: { rises: '+', value: ([p, r]) => (2 * p! * r!) / (p! + r!), shows: 'harmonic mean of precision and recall' },
  /** Intersection over union of one pair of sets from its Dice coefficient, both as shares. */
  iou: { rises: '+', value: ([dice]) => dice! / (2 - dice!), shows: 'D / (2 − D)' },
  /** Largest mean of D / (2 − D) that a mean Dice and its standard deviation allow: the second derivative is at most 4 on [0, 1]. */
  largestIou: {
    rises: '+',
    value: ([dice, deviation]) => dice! / (2 - dice!) + 2 * deviation! ** 2,
    shows: 'D / (2 − D) + 2 sd²',
  },
  /** The best F1 of the rare class at an accuracy: all errors with no true positive lost. Accuracy as a share, items, positives. */
  largestRareF1: {
    rises: ['+', '-', '+'],
    value: ([accuracy, items, positives]) => (2 * positives!) / (2 * positives! + (1 - accuracy!) * items!),
    shows: '2P / (2P + errors)',
  },
  /** Frames per second at a latency in milliseconds, one item at a time. */
  perSecond: { rises: '-', value: ([milliseconds]) => 1000 / milliseconds!, shows: '1000 / ms' },
  /** By how many per cent of the second the first is more. */
  percentMore: { rises: ['+', '-'], value: ([a, b]) => ((a! - b!) / b!) * 100, shows: '(a − b) / b' },
  percentLess: { rises: ['-', '+'], value: ([a, b]) => ((b! - a!) / b!) * 100, shows: '(b − a) / b' },
  /** Two-sided p of Pearson's r over n pairs. */
  pOfCorrelation: {
    rises: '-',
    value: ([r, n]) => tTwoSidedP(Math.abs(r!) * Math.sqrt((n! - 2) / (1 - r! ** 2)), n! - 2),
    shows: 'two-sided p of a correlation r over n pairs',
  },
  /** P(F ≥ f) at two degrees of freedom. */
  pOfF: {
    rises: ['-', '-', '-'],
    value: ([f, between, within]) => incompleteBeta(within! / (within! + between! * f!), within! / 2, between! / 2),
    shows: 'p of an F statistic',
  },
  max: { rises: '+', value: (values) => Math.max(...values), shows: 'largest' },
  min: { rises: '+', value: (values) => Math.min(...values), shows: 'smallest' },
  ln: { rises: '+', value: ([x]) => Math.log(x!), shows: 'natural logarithm' },
  log2: { rises: '+', value: ([x]) => Math.log2(x!), shows: 'logarithm to base 2' },
};
