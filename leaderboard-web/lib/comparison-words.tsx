import type { LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import type { ReactNode } from 'react';
import { words } from '../messages/words';
import { bracketed, decimal, metricInterval, metricValue, signed, significant, unitSuffix } from './format';

/** The name of a test as a reader knows it. */
export function testWords(test: string): string {
  return words().compare.tests[test] ?? test;
}

/** `p < 0.001`, `p = 0.034`: never 0, which no test can show. */
export function pWords(p: number | null): string {
  if (p === null) return '';
  return p < 0.001 ? `p < ${decimal(0.001, 3)}` : `p = ${significant(p, 2)}`;
}

/** A reason of the API, which is in English; null: it gives none. */
function because(reason: string | null): ReactNode | null {
  return reason ? <span lang="en">{reason}</span> : null;
}

/** A difference with its unit: of two percentages it is in points, `3 %` would be a part of one of them. */
function differenceOf(difference: number, unit: string): string {
  const figure = metricValue(Math.abs(difference), unit);
  return unit === '%' ? words().compare.percentagePoints(figure) : `${figure}${unitSuffix(unit)}`;
}

/** What the test says about a metric, as a sentence about the row `first` beside the row `second`. */
export function metricVerdict(comparison: MetricComparison, first: string, second: string): ReactNode {
  const say = words().compare;
  const { verdict, difference, unit, direction, smallestDifference, reason } = comparison;
  if (verdict === 'incomparable' || difference === null) return say.notComparable(because(reason) ?? say.noFigure);
  if (verdict === 'separated') {
    const isBetter = difference > 0 === (direction === 'higher');
    return say.isBetter(isBetter ? first : second, differenceOf(difference, unit));
  }
  const least = smallestDifference === null ? null : differenceOf(smallestDifference, unit);
  return verdict === 'tied' ? say.noDifference(least) : say.tooFewData(least);
}

/** `−1.20 [−2.31, −0.09]`: first minus second. */
export function differenceWords({ difference, low, high, unit }: MetricComparison): string {
  if (difference === null) return '–';
  const interval = low === null || high === null ? '' : ` ${metricInterval(low, high, unit)}`;
  return `${signed(difference, unit)}${interval}`;
}

/** What the test says about a latency or a throughput. */
export function latencyVerdict(comparison: LatencyComparison, first: string, second: string): ReactNode {
  const say = words().compare;
  const { verdict, ratio, figure, smallestRatio, reason } = comparison;
  if (verdict === 'incomparable' || ratio === null) return say.notComparable(because(reason) ?? say.noFigure);
  if (verdict === 'separated') {
    const isFaster = figure === 'p50Ms' ? ratio < 1 : ratio > 1;
    return say.isFaster(isFaster ? first : second, significant(Math.max(ratio, 1 / ratio), 3));
  }
  if (verdict === 'tied') return say.noRatio(smallestRatio === null ? null : significant(smallestRatio, 3));
  return say.tooFewStarts(because(reason));
}

/** `0.423 [0.401, 0.447]`: first over second. */
export function ratioWords({ ratio, low, high }: LatencyComparison): string {
  if (ratio === null) return '–';
  const interval = low === null || high === null ? '' : ` ${bracketed(significant(low, 3), significant(high, 3))}`;
  return significant(ratio, 3) + interval;
}
