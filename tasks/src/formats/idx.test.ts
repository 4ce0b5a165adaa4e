import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decodeIdx, encodeIdx } from './idx.js';

const twoByThree = Uint8Array.of(0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 9, 8, 7, 6, 5, 4);

describe('decodeIdx', () => {
  it('reads shape and values, plain and gzipped', () => {
    for (const bytes of [twoByThree, gzipSync(twoByThree)]) {
      const { shape, data } = decodeIdx(bytes);
      expect(shape).toEqual([2, 3]);
      expect([...data]).toEqual([9, 8, 7, 6, 5, 4]);
    }
  });

  it('refuses another type, a cut file, and a damaged archive', () => {
    const floats = Uint8Array.from(twoByThree);
    floats[2] = 0x0d;
    expect(() => decodeIdx(floats)).toThrow('begins with 0,0,13,2');
    expect(() => decodeIdx(twoByThree.subarray(0, 17))).toThrow('with 5 values: expected 6');
    expect(() => decodeIdx(twoByThree.subarray(0, 9))).toThrow('shorter than its own header');
    expect(() => decodeIdx(gzipSync(twoByThree).subarray(0, 20))).toThrow('cannot be unpacked');
  });
});

describe('encodeIdx', () => {
  it('writes what decodeIdx reads', () => {
    expect(encodeIdx({ shape: [2, 3], data: Uint8Array.of(9, 8, 7, 6, 5, 4) })).toEqual(twoByThree);
  });

  it('refuses values that do not fill the shape', () => {
    expect(() => encodeIdx({ shape: [2, 3], data: new Uint8Array(5) })).toThrow('with 5 values: expected 6');
  });
});
