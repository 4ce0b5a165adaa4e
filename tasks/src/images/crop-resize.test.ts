import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { cropResize } from './crop-resize.js';

const random = new Random(5);

function picture(width: number, height: number, level: (x: number, y: number, channel: number) => number) {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) =>
    level(Math.floor(at / 3) % width, Math.floor(at / 3 / width), at % 3),
  );
  return { width, height, channels: 3, data };
}
const whole = (width: number, height: number) => ({ left: 0, top: 0, right: width, bottom: height });

describe('cropResize', () => {
  it('copies what already has the size', () => {
    const noise = picture(8, 8, () => random.integer(256));
    expect(cropResize(noise, whole(8, 8), 8)).toEqual(noise.data);
  });

  it('keeps a constant, whatever the box', () => {
    const flat = picture(13, 9, (_x, _y, channel) => [7, 130, 255][channel]!);
    const result = cropResize(flat, { left: 1.3, top: 0.2, right: 12.9, bottom: 8.7 }, 5);
    expect([...result]).toEqual(Array.from({ length: 25 }, () => [7, 130, 255]).flat());
  });

  it('doubles by linear interpolation between pixel centres', () => {
    const ramp = picture(2, 1, (x) => 100 * x);
    // Centres of the four columns lie at 0.25, 0.75, 1.25, 1.75; those of the pixels at 0.5 and 1.5.
    const row = [...cropResize(ramp, whole(2, 1), 4)].filter((_, at) => at % 3 === 0).slice(0, 4);
    expect(row).toEqual([0, 25, 75, 100]);
  });

  it('halves with triangle weights 1 3 3 1 inside, and what is left of them at the edge', () => {
    const impulse = picture(8, 1, (x) => (x === 3 ? 240 : 0));
    const row = [...cropResize(impulse, whole(8, 1), 4)].filter((_, at) => at % 3 === 0).slice(0, 4);
    expect(row).toEqual([0, 90, 30, 0]);
    const edge = picture(8, 1, (x) => (x === 0 ? 210 : 0));
    expect(cropResize(edge, whole(8, 1), 4)[0]).toBe(90);
  });

  it.each([
    { left: -0.1, top: 0, right: 2, bottom: 2 },
    { left: 0, top: 0, right: 2, bottom: 2.1 },
    { left: 1, top: 0, right: 1, bottom: 2 },
    { left: Number.NaN, top: 0, right: 1, bottom: 2 },
  ])('refuses the box %o', (box) => {
    expect(() =>
      cropResize(
        picture(2, 2, () => 0),
        box,
        4,
      ),
    ).toThrow(RangeError);
  });
});
