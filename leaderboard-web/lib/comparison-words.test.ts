import type { LatencyComparison, MetricComparison } from '@paretoboard/contract/comparison.js';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { differenceWords, latencyVerdict, metricVerdict, pWords, ratioWords } from './comparison-words';

const metric: MetricComparison = {
  id: 'accuracy',
  unit: '%',
  direction: 'higher',
  primary: true,
  a: 80,
  b: 70,
  difference: 10,
  smallestDifference: 3.2,
  low: 7,
  high: 13,
  test: 'McNemar',
  p: 1e-9,
  verdict: 'separated',
  reason: null,
};
const latency: LatencyComparison = {
  scenario: 'single-stream',
  figure: 'p50Ms',
  a: 1,
  b: 2,
  ratio: 0.5,
  smallestRatio: 1.2,
  low: 0.4,
  high: 0.6,
  test: 'Mann-Whitney',
  p: 0.002,
  verdict: 'separated',
  reason: null,
};

/** What a reader reads of a sentence. */
const read = (sentence: ReactNode) => renderToStaticMarkup(sentence).replace(/<[^>]+>/g, '');

test('the better one is named, whichever way the metric points', () => {
  expect(metricVerdict(metric, 'A', 'B')).toBe('A is better, by 10.00 percentage points.');
  expect(metricVerdict({ ...metric, difference: -10 }, 'A', 'B')).toBe('B is better, by 10.00 percentage points.');
  expect(metricVerdict({ ...metric, direction: 'lower' }, 'A', 'B')).toBe('B is better, by 10.00 percentage points.');
});

test('tied and underpowered are told apart, and say what would have shown', () => {
  expect(metricVerdict({ ...metric, verdict: 'tied' }, 'A', 'B')).toBe(
    'No difference shown; the test would have shown one of 3.20 percentage points or more.',
  );
  expect(metricVerdict({ ...metric, verdict: 'underpowered' }, 'A', 'B')).toBe(
    'Too few data to tell apart: only a difference of 3.20 percentage points or more would show.',
  );
  const incomparable = metricVerdict({ ...metric, verdict: 'incomparable', reason: 'other variant' }, 'A', 'B');
  expect(read(incomparable)).toBe('Not comparable: other variant.');
});

test('the faster one is named, for times and for rates', () => {
  expect(latencyVerdict(latency, 'A', 'B')).toBe('A is 2.00 times as fast.');
  expect(latencyVerdict({ ...latency, figure: 'throughputPerSecond' }, 'A', 'B')).toBe('B is 2.00 times as fast.');
  const underpowered = latencyVerdict({ ...latency, verdict: 'underpowered', reason: '2 starts' }, 'A', 'B');
  expect(read(underpowered)).toBe('Too few starts to tell apart: 2 starts.');
});

test('figures carry sign and interval; p is never nothing', () => {
  expect(differenceWords(metric)).toBe('+10.00 [7.00, 13.00]');
  expect(ratioWords({ ...latency, low: null })).toBe('0.500');
  expect([pWords(0), pWords(0.0344), pWords(null)]).toEqual(['p < 0.001', 'p = 0.034', '']);
});
