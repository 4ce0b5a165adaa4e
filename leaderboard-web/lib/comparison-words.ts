import type { LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import { metricInterval, metricValue, signed, unitSuffix } from './format';

const tests: Readonly<Record<string, string>> = {
  'mcnemar-exact': 'McNemar’s test, exact',
  'paired-permutation': 'permutation of paired items',
  'items-and-seeds-t': 't test over paired items and seeds',
  'mann-whitney-exact': 'Mann-Whitney over starts, exact',
  'mann-whitney-normal': 'Mann-Whitney over starts',
  intervals: 'by the two intervals',
};

/** The name of a test as a reader knows it. */
export function testWords(test: string): string {
  return tests[test] ?? test;
}

/** `p < 0.001`, `p = 0.034`: never 0, which no test can show. */
export function pWords(p: number | null): string {
  if (p === null) return '';
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toPrecision(2)}`;
}

/** What the test says about a metric, as a sentence about the row `first` beside the row `second`. */
export function metricVerdict(comparison: MetricComparison, first: string, second: string): string {
  const { verdict, difference, unit, direction, smallestDifference, reason } = comparison;
  if (verdict === 'incomparable' || difference === null) return `Not comparable: ${reason ?? 'no figure'}.`;
  if (verdict === 'separated') {
    const isBetter = difference > 0 === (direction === 'higher');
    const by = `${metricValue(Math.abs(difference), unit)}${unitSuffix(unit)}`;
    return `${isBetter ? first : second} is better, by ${by}.`;
  }
  const least =
    smallestDifference === null ? '' : ` of ${metricValue(smallestDifference, unit)}${unitSuffix(unit)} or more`;
  if (verdict === 'tied') return `No difference shown; the test would have shown one${least}.`;
  return `Too few data to tell apart${least && `: only a difference${least} would show`}.`;
}

/** `−1.20 [−2.31, −0.09]`: first minus second. */
export function differenceWords({ difference, low, high, unit }: MetricComparison): string {
  if (difference === null) return '–';
  const interval = low === null || high === null ? '' : ` ${metricInterval(low, high, unit)}`;
  return `${signed(difference, unit)}${interval}`;
}

/** What the test says about a latency or a throughput. */
export function latencyVerdict(comparison: LatencyComparison, first: string, second: string): string {
  const { verdict, ratio, figure, smallestRatio, reason } = comparison;
  if (verdict === 'incomparable' || ratio === null) return `Not comparable: ${reason ?? 'no figure'}.`;
  if (verdict === 'separated') {
    const isFaster = figure === 'p50Ms' ? ratio < 1 : ratio > 1;
    const factor = Math.max(ratio, 1 / ratio).toPrecision(3);
    return `${isFaster ? first : second} is ${factor} times as fast.`;
  }
  const least = smallestRatio === null ? '' : ` of ${smallestRatio.toPrecision(3)} times or more`;
  if (verdict === 'tied') return `No difference shown; the test would have shown one${least}.`;
  return `Too few starts to tell apart${reason ? `: ${reason}` : ''}.`;
}

/** `0.423 [0.401, 0.447]`: first over second. */
export function ratioWords({ ratio, low, high }: LatencyComparison): string {
  if (ratio === null) return '–';
  const interval = low === null || high === null ? '' : ` [${low.toPrecision(3)}, ${high.toPrecision(3)}]`;
  return `${ratio.toPrecision(3)}${interval}`;
}
