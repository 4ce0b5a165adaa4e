import { expect, test } from 'vitest';
import { paretoFront } from './pareto-front.js';
import { rankRows } from './rank.js';

test('overlapping intervals share a rank, a gap separates, and the next rank counts the tied', () => {
  const ranks = rankRows([
    { value: 90, low: 88, high: 92 },
    { value: 89, low: 87, high: 91 },
    { value: 70, low: 68, high: 72 },
  ]);
  expect(ranks.map(({ rank, rankBasis }) => [rank, rankBasis])).toEqual([
    [1, 'separated'],
    [1, 'tied'],
    [3, 'separated'],
  ]);
});

test('a row that is not ranked takes no place; without an interval nothing is told apart', () => {
  const ranks = rankRows([
    { value: null, low: 95, high: 97 },
    { value: 90, low: 88, high: 92 },
    { value: 50, low: null, high: null },
  ]);
  expect(ranks.map(({ rank, rankBasis }) => [rank, rankBasis])).toEqual([
    [null, 'unranked'],
    [1, 'separated'],
    [1, 'underpowered'],
  ]);
});

test('the front: what no other row beats in both; equals stay, what has no figure is never on it', () => {
  const points = [
    { quality: 9, latencyMs: 5 },
    { quality: 5, latencyMs: 1 },
    { quality: 5, latencyMs: 2 },
    { quality: 5, latencyMs: 1 },
    null,
  ];
  expect(paretoFront(points)).toEqual([true, true, false, true, false]);
});
