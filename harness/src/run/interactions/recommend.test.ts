import { describe, expect, it } from 'vitest';
import { checkRanking } from './recommend.js';

const int32 = (shape: number[], ...values: number[]) => ({
  dtype: 'int32' as const,
  shape,
  data: Int32Array.from(values),
});
const inputs = { user: int32([2], 7, 9), candidates: int32([2, 4], 3, -1, 0, 5, 1, 2, -1, -1) };

describe('checkRanking', () => {
  it('lets distinct candidates pass, and places that stay empty', () => {
    expect(() => checkRanking(inputs, { items: int32([2, 3], 0, 5, 3, 2, -1, -1) })).not.toThrow();
  });

  it.each([
    ['another user’s candidate', [0, 5, 2, 1, 2, -1], "user 7: item 2 is none of the user's candidates"],
    ['an item that does not exist', [0, 5, 3, 99, 1, 2], 'user 9: item 99'],
    ['an item twice', [0, 5, 3, 1, 2, 1], 'user 9: [1, 2, 1] names an item twice'],
    ['a negative id that is not −1', [0, 5, -2, 1, 2, -1], 'user 7: item -2'],
  ])('refuses %s', (_, items, words) => {
    expect(() => checkRanking(inputs, { items: int32([2, 3], ...items) })).toThrow(words);
  });
});
