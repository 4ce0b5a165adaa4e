import { describe, expect, it } from 'vitest';
import { fromFloat16Bits, fromModelType, toFloat16Bits, toModelType } from './element-types.js';

describe('float16', () => {
  it('gives back every number that it has', () => {
    const wrong = Array.from({ length: 0x10000 }, (_, half) => half).filter((half) => {
      const value = fromFloat16Bits(half);
      return !Number.isNaN(value) && toFloat16Bits(value) !== half;
    });
    expect(wrong).toEqual([]);
  });

  it.each([
    [1 + 2 ** -11, 1],
    [1 + 3 * 2 ** -11, 1 + 2 ** -9],
    [65519, 65504],
    [65520, Number.POSITIVE_INFINITY],
    [2 ** -25, 0],
    [1.5 * 2 ** -24, 2 ** -23],
    [-0.1, -0.0999755859375],
  ])('rounds %d to %d, halves to even', (value, expected) => {
    expect(fromFloat16Bits(toFloat16Bits(value))).toBe(expected);
  });

  it('keeps what is no number', () => {
    expect(fromFloat16Bits(toFloat16Bits(Number.NaN))).toBeNaN();
  });
});

describe('int64', () => {
  it('comes from int32 and is held within it', () => {
    expect(toModelType(Int32Array.of(-1, 7), 'int64')).toEqual(BigInt64Array.of(-1n, 7n));
    expect(fromModelType(BigInt64Array.of(5n, 2n ** 40n, -(2n ** 40n)), 'int64')).toEqual(
      Int32Array.of(5, 2 ** 31 - 1, -(2 ** 31)),
    );
  });
});
