import { Random } from '@paretoboard/sdk/random.js';
import { describe, expect, it } from 'vitest';
import { copyCrop, drawCrop } from './crop.js';

/** Values that say where they lie; 4 × 4 small pixels, 8 × 8 large ones. */
const small = { items: 2, side: 4, data: Uint8Array.from({ length: 96 }, (_, at) => Math.floor(at / 3)) };
const large = {
  items: 2,
  side: 8,
  data: Uint8Array.from({ length: 384 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    const [item, row, column] = [Math.floor(pixel / 64), Math.floor((pixel % 64) / 8), pixel % 8];
    return item * 16 + Math.floor(row / 2) * 4 + Math.floor(column / 2);
  }),
};

const firstChannel = (batch: Float32Array) =>
  [...batch].filter((_, at) => at % 3 === 0).map((value) => Math.round(value * 255));

describe('copyCrop', () => {
  it('turns and mirrors as worked by hand', () => {
    const copy = (isMirrored: boolean, quarters: number): number[] => {
      const batch = new Float32Array(12);
      copyCrop(small, { item: 1, left: 1, top: 2, side: 2, isMirrored, quarters }, 1, batch, 0);
      return firstChannel(batch);
    };
    expect(copy(false, 0)).toEqual([25, 26, 29, 30]);
    expect(copy(true, 0)).toEqual([26, 25, 30, 29]);
    expect(copy(false, 1)).toEqual([26, 30, 25, 29]);
    expect(copy(false, 2)).toEqual([30, 29, 26, 25]);
  });

  it('shows the same place in the same pose, small and large', () => {
    const random = new Random(6);
    for (let round = 0; round < 40; round++) {
      const crop = drawCrop(random, round % 2, 4, 2);
      const [smallCrop, largeCrop] = [new Float32Array(24), new Float32Array(96)];
      copyCrop(small, crop, 1, smallCrop, 1);
      copyCrop(large, crop, 2, largeCrop, 1);
      const reduced = firstChannel(largeCrop.subarray(48)).filter(
        (_, at) => at % 2 === 0 && Math.floor(at / 4) % 2 === 0,
      );
      expect(reduced).toEqual(firstChannel(smallCrop.subarray(12)));
    }
  });
});
