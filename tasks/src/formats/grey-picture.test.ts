import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { encodeGreyBmp } from './bmp.js';
import { decodeGreyTiff, encodeGreyTiff, type GreyPicture } from './tiff.js';

const picture: GreyPicture = {
  width: 7,
  height: 5,
  grey: Uint8Array.from({ length: 35 }, (_, at) => (at * 37) % 256),
};

describe('grey TIFF', () => {
  it('reads what it writes, and so does libtiff', async () => {
    const bytes = encodeGreyTiff(picture);
    expect(decodeGreyTiff(bytes)).toEqual(picture);
    const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, info.channels]).toEqual([7, 5, 1]);
    expect([...data]).toEqual([...picture.grey]);
  });

  it('reads what libtiff writes', async () => {
    const raw = { raw: { width: 7, height: 5, channels: 1 as const } };
    const bytes = await sharp(picture.grey, raw).toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
    expect(decodeGreyTiff(bytes)).toEqual(picture);
  });

  /** Big-endian, white is 0, two strips of one row each. */
  function otherTiff(rows: readonly (readonly number[])[]): Uint8Array {
    const fields = [
      [256, 3, 1, rows[0]!.length << 16],
      [257, 3, 1, rows.length << 16],
      [258, 3, 1, 8 << 16],
      [262, 3, 1, 0],
      [273, 1, 2, (100 << 24) | (110 << 16)],
      [279, 1, 2, (rows[0]!.length << 24) | (rows[1]!.length << 16)],
    ] as const;
    const bytes = new Uint8Array(120);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0x4d4d);
    view.setUint16(2, 42);
    view.setUint32(4, 8);
    view.setUint16(8, fields.length);
    for (const [index, [tag, type, count, value]] of fields.entries()) {
      view.setUint16(10 + index * 12, tag);
      view.setUint16(12 + index * 12, type);
      view.setUint32(14 + index * 12, count);
      view.setUint32(18 + index * 12, value);
    }
    bytes.set(rows[0]!, 100);
    bytes.set(rows[1]!, 110);
    return bytes;
  }

  it('reads big-endian files in strips where white is 0', () => {
    const rows = [
      [255, 0, 1],
      [2, 3, 254],
    ];
    expect(decodeGreyTiff(otherTiff(rows))).toEqual({
      width: 3,
      height: 2,
      grey: Uint8Array.of(0, 255, 254, 253, 252, 1),
    });
    expect(() => decodeGreyTiff(otherTiff([[1, 2, 3], []]))).toThrow('expected 6 bytes of pixels, found 3');
  });

  it.each([
    ['another format', Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 'magic number'],
    ['nothing', new Uint8Array(0), 'magic number'],
    ['a cut-off file', encodeGreyTiff(picture).subarray(0, 30), 'without a directory'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => decodeGreyTiff(bytes)).toThrow(message);
  });

  it('refuses compression', async () => {
    const raw = { raw: { width: 7, height: 5, channels: 1 as const } };
    const bytes = await sharp(picture.grey, raw).toColourspace('b-w').tiff({ compression: 'lzw' }).toBuffer();
    expect(() => decodeGreyTiff(bytes)).toThrow('compression 5');
  });
});

describe('grey BMP', () => {
  it('has its rows bottom first, padded to four bytes, and says its own size', () => {
    const bytes = encodeGreyBmp(picture);
    const view = new DataView(bytes.buffer);
    expect([view.getUint16(0), view.getUint32(2, true), view.getUint16(28, true)]).toEqual([0x424d, bytes.length, 8]);
    const at = view.getUint32(10, true);
    const row = (y: number): number[] => [...bytes.subarray(at + (4 - y) * 8, at + (4 - y) * 8 + 7)];
    expect([0, 1, 2, 3, 4].flatMap(row)).toEqual([...picture.grey]);
    expect(bytes.length).toBe(at + 5 * 8);
  });
});
