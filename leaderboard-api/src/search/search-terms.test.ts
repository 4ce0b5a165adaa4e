import { expect, test } from 'vitest';
import { searchTerms } from './search-terms.js';

test.each([
  ['LightHART, student', ['lighthart', 'student']],
  ['  a a A ', ['a']],
  ["x' or 1=1; --", ['x', 'or', '1']],
  ['(.*)[^a-z]\\m%_', ['a', 'z', 'm']],
  ['Straße 手書き', ['straße', '手書き']],
  ['\u202egnp\u200b', ['gnp']],
  ['🦊 <>', []],
  ['1 2 3 4 5 6 7 8 9', ['1', '2', '3', '4', '5', '6', '7', '8']],
])('%j', (query, terms) => {
  expect(searchTerms(query)).toEqual(terms);
});
