import { classResultsSchema } from '@paretoboard/contract/answers.js';
import { expect, it } from 'vitest';
import { classNamesOf, confusions, matrixSummary, shareWords } from './class-words';

const of = (index: number, name: string | null, support: number) => ({
  class: index,
  name,
  support,
  precision: null,
  recall: null,
  f1: null,
});

const results = classResultsSchema.parse({
  seeds: 2,
  items: 6,
  tied: 0,
  classes: [of(3, 'stop', 6), of(7, null, 4), of(9, 'yield', 2)],
  matrix: [
    [4, 2, 0],
    [3, 1, 0],
    [0, 2, 0],
  ],
});

it('puts the pairs with the most items first, and of as many those with the larger share', () => {
  expect(confusions(results)).toEqual([
    { truth: 1, answer: 0, count: 3, share: 0.75 },
    { truth: 2, answer: 1, count: 2, share: 1 },
    { truth: 0, answer: 1, count: 2, share: 1 / 3 },
  ]);
});

it('says it in a sentence, classes by name or by number', () => {
  expect(matrixSummary(results, classNamesOf(results))).toBe(
    '5 of 12 answers are of the right class (6 items, 2 seeds). Most often confused: class 7, taken for stop 3 times of 4.',
  );
});

it('shows an undefined share as missing, not as zero', () => {
  expect([shareWords(null), shareWords(0), shareWords(0.9744)]).toEqual(['–', '0.0\u202f%', '97.4\u202f%']);
});
