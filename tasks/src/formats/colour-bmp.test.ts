import { describe, expect, it } from 'vitest';
import { decodeColourBmp, encodeColourBmp } from './colour-bmp.js';

const picture = { width: 3, height: 2, data: Uint8Array.from({ length: 18 }, (_, at) => (at * 37) % 256) };
/** The same picture by hand: two headers, then bottom row and top row, each blue, green, red by pixel and 3 bytes of padding. */
const byHand = Uint8Array.from([
  ...[0x42, 0x4d, 78, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0],
  ...[40, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 24, 0, 0, 0, 0, 0, 24, 0, 0, 0],
  ...[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  ...[151, 114, 77, 6, 225, 188, 117, 80, 43, 0, 0, 0],
  ...[74, 37, 0, 185, 148, 111, 40, 3, 222, 0, 0, 0],
]);

describe('a BMP of 24 bits', () => {
  it('is written and read as the format says', () => {
    expect(decodeColourBmp(byHand)).toEqual(picture);
    expect(encodeColourBmp(picture)).toEqual(byHand);
  });

  it('may have its top row first', () => {
    const bytes = encodeColourBmp(picture);
    new DataView(bytes.buffer).setInt32(22, -2, true);
    const { data } = decodeColourBmp(bytes);
    expect([...data.subarray(0, 9)]).toEqual([...picture.data.subarray(9)]);
  });

  it.each([
    ['another format', (bytes: Uint8Array) => bytes.fill(0, 0, 2), 'no BMP'],
    ['a file cut short', (bytes: Uint8Array) => bytes.subarray(0, 60), 'BMP of 60 bytes: expected 78'],
    ['a palette', (bytes: Uint8Array) => bytes.fill(8, 28, 29), 'BMP of 8 bits'],
    ['no pixels', (bytes: Uint8Array) => bytes.fill(0, 18, 22), 'BMP of 0 × 2'],
  ])('is refused as %s', (_, change, words) => {
    expect(() => decodeColourBmp(change(encodeColourBmp(picture)))).toThrow(words);
  });

  it('is not written from too few values', () => {
    expect(() => encodeColourBmp({ ...picture, width: 4 })).toThrow(RangeError);
  });
});
