import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { pictureSize } from './definition.js';
import { perturb } from './perturb.js';

const random = new Random(1);
const data = Uint8Array.from({ length: pictureSize * pictureSize * 3 }, () => random.integer(256));
const inputs = { image: { dtype: 'uint8', shape: [pictureSize, pictureSize, 3], data } } as const;

describe('perturb', () => {
  it('is pure, keeps the shape and differs between seeds', () => {
    const before = data.slice();
    const [first, again, other] = [perturb(inputs, 1), perturb(inputs, 1), perturb(inputs, 2)];
    expect(first).toEqual(again);
    expect(first.image!.data).not.toEqual(other.image!.data);
    expect(first.image!.shape).toEqual(inputs.image.shape);
    expect(data).toEqual(before);
  });

  it('moves every pixel by at most one step and changes its level by at most 2 % and a rounding', () => {
    for (let seed = 0; seed < 20; seed++) {
      const result = perturb(inputs, seed).image!.data;
      const [x, y, channel] = [1 + (seed % 30), 1 + ((seed * 7) % 30), seed % 3];
      const value = result[(y * pictureSize + x) * 3 + channel]!;
      const near = [-1, 0, 1].flatMap((dy) =>
        [-1, 0, 1].map((dx) => data[((y + dy) * pictureSize + x + dx) * 3 + channel]!),
      );
      expect(near.some((level) => Math.abs(level - value) <= 0.02 * level + 1)).toBe(true);
    }
  });
});
