import type { Comparison, LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import { table } from './table.js';

function figure(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(4)));
}

function interval(low: number | null, high: number | null): string {
  return low === null || high === null ? '–' : `${figure(low)} … ${figure(high)}`;
}

function metricCells(metric: MetricComparison): string[] {
  const { id, unit, a, b, difference, low, high, test, p, verdict, smallestDifference, reason } = metric;
  const visible = verdict === 'tied' ? `could have shown ${figure(smallestDifference)}; ` : '';
  return [
    `${id} (${unit})`,
    figure(a),
    figure(b),
    figure(difference),
    interval(low, high),
    p === null ? '–' : `${test}, p = ${figure(p)}`,
    verdict,
    `${visible}${reason ?? ''}`,
  ];
}

function latencyCells(latency: LatencyComparison): string[] {
  const { scenario, figure: name, a, b, ratio, low, high, test, p, verdict, smallestRatio, reason } = latency;
  const visible = verdict === 'tied' ? `could have shown × ${figure(smallestRatio)}; ` : '';
  return [
    `${scenario}, ${name}`,
    figure(a),
    figure(b),
    ratio === null ? '–' : `× ${figure(ratio)}`,
    interval(low, high),
    p === null ? '–' : `${test}, p = ${figure(p)}`,
    verdict,
    `${visible}${reason ?? ''}`,
  ];
}

/** Each metric and latency of two records on a line, with the test and its verdict. */
export function comparisonText({ a, b, metrics, latency }: Comparison): string {
  const header = ['', 'A', 'B', 'A − B or A ÷ B', '95 % INTERVAL', 'TEST', 'VERDICT', 'WHY'];
  return [
    `A: ${a.submission.title} (${a.submission.name} ${a.submission.version})`,
    `B: ${b.submission.title} (${b.submission.name} ${b.submission.version})`,
    table(header, [...metrics.map(metricCells), ...latency.map(latencyCells)]),
    'Each line is a question of its own, tested at 5 %; ranks of a whole board correct for the number of rows.',
  ].join('\n');
}
