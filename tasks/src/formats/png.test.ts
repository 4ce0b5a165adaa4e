import { crc32, deflateSync } from 'node:zlib';
import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { decodePng, encodePng, type PngPicture } from './png.js';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  bytes.set(body, 4);
  bytes.writeUInt32BE(crc32(body), body.length + 4);
  return bytes;
}

/** A PNG from its parts, as an encoder with filters and a compressor writes it. */
function png(header: readonly number[], rows: readonly number[]): Uint8Array {
  const [width, height, ...rest] = header as [number, number];
  const start = Buffer.alloc(13);
  start.writeUInt32BE(width, 0);
  start.writeUInt32BE(height, 4);
  start.set(rest, 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  const packed = deflateSync(Uint8Array.from(rows));
  return Buffer.concat([
    signature,
    chunk('IHDR', start),
    chunk('tEXt', Buffer.from('Comment')),
    // Pixels may be spread over several chunks.
    chunk('IDAT', packed.subarray(0, 3)),
    chunk('IDAT', packed.subarray(3)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

const grey = [8, 0, 0, 0, 0];

describe('decodePng', () => {
  it.each([1, 2, 3, 4] as const)(
    'gives back a picture of %i channels, also one of several stored blocks',
    (channels) => {
      const random = new Random(channels);
      const data = Uint8Array.from({ length: 190 * 120 * channels }, () => random.integer(256));
      const picture: PngPicture = { width: 190, height: 120, channels, data };
      expect(decodePng(encodePng(picture))).toEqual(picture);
    },
  );

  it('undoes every filter, worked by hand', () => {
    const rows = [
      [0, 10, 20, 30],
      [1, 5, 5, 5],
      [2, 1, 1, 1],
      [3, 7, 7, 7],
      [4, 1, 2, 3],
    ].flat();
    const { data } = decodePng(png([3, 5, ...grey], rows));
    expect([...data]).toEqual([10, 20, 30, 5, 10, 15, 6, 11, 16, 10, 17, 23, 11, 19, 26]);
  });

  it('wraps sums at 256 and looks one whole pixel to the left in RGB', () => {
    const { data } = decodePng(png([2, 1, 8, 2, 0, 0, 0], [1, 200, 100, 50, 100, 1, 2]));
    expect([...data]).toEqual([200, 100, 50, 44, 101, 52]);
  });

  it('stretches one bit to black and white, and leaves the padding of a row out', () => {
    const { data } = decodePng(png([10, 2, 1, 0, 0, 0, 0], [0, 0b10110000, 0b01000000, 0, 0b00000001, 0b10000000]));
    expect([...data].map((value) => (value === 255 ? 1 : value))).toEqual([
      1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0,
    ]);
  });

  it('refuses what it cannot read, saying what that is', () => {
    const sound = encodePng({ width: 2, height: 1, channels: 1, data: Uint8Array.of(1, 2) });
    const damaged = Uint8Array.from(sound);
    damaged[20]! ^= 1;
    expect(() => decodePng(Buffer.from('GIF89a'))).toThrow('signature');
    expect(() => decodePng(damaged)).toThrow('IHDR: wrong checksum');
    expect(() => decodePng(sound.subarray(0, sound.length - 6))).toThrow('IEND');
    expect(() => decodePng(png([2, 1, 8, 3, 0, 0, 0], [0, 1, 2]))).toThrow('colour type 3');
    expect(() => decodePng(png([2, 1, 8, 0, 0, 0, 1], [0, 1, 2]))).toThrow('interlace 1');
    expect(() => decodePng(png([3, 1, ...grey], [0, 1, 2]))).toThrow('3 bytes of pixels');
    expect(() => decodePng(png([2, 1, ...grey], [9, 1, 2]))).toThrow('unknown filter 9');
    expect(() => decodePng(png([99_999, 1, ...grey], [0]))).toThrow('99999');
  });
});
