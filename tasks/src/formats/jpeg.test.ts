import { describe, expect, it } from 'vitest';
import { decodeColourJpeg } from './jpeg.js';
import { encodeJpeg } from './jpeg-encoder.js';

/** Smooth colours with an edge, so that every frequency is used. */
function picture(width: number, height: number): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const edge = x > width / 2 ? 60 : 0;
      pixels.set([60 + ((5 * x) % 90) + edge, 200 - 3 * y, 128 + 50 * Math.sin((x + y) / 5)], (y * width + x) * 3);
    }
  return pixels;
}

function meanError(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
}

describe('JPEG', () => {
  it.each([
    [16, 8],
    [21, 13],
    [1, 1],
    [64, 48],
  ])('of %i × %i is read by another implementation as it was written', async (width, height) => {
    const pixels = picture(width, height);
    const read = await decodeColourJpeg(encodeJpeg(pixels, width, height, 95));
    expect([read.width, read.height, read.data.length]).toEqual([width, height, pixels.length]);
    expect(meanError(read.data, pixels)).toBeLessThan(3);
  });

  it('is smaller and worse at a lower quality', async () => {
    const pixels = picture(64, 48);
    const [fine, coarse] = [95, 20].map((quality) => encodeJpeg(pixels, 64, 48, quality));
    expect(coarse!.length).toBeLessThan(fine!.length / 2);
    expect(meanError((await decodeColourJpeg(coarse!)).data, pixels)).toBeGreaterThan(
      2 * meanError((await decodeColourJpeg(fine!)).data, pixels),
    );
  });

  it('keeps extreme values', async () => {
    const pixels = Uint8Array.from({ length: 16 * 16 * 3 }, (_, at) => (Math.floor(at / 3) % 2 === 0 ? 0 : 255));
    expect(meanError((await decodeColourJpeg(encodeJpeg(pixels, 16, 16, 100))).data, pixels)).toBeLessThan(2);
  });

  it('says what cannot be read or written', async () => {
    await expect(decodeColourJpeg(Uint8Array.of(1, 2, 3))).rejects.toThrow(RangeError);
    const whole = encodeJpeg(picture(16, 16), 16, 16, 90);
    await expect(decodeColourJpeg(whole.subarray(0, 300))).rejects.toThrow(RangeError);
    expect(() => encodeJpeg(new Uint8Array(5), 2, 2, 90)).toThrow(RangeError);
    expect(() => encodeJpeg(new Uint8Array(12), 2, 2, 0)).toThrow(RangeError);
  });
});
