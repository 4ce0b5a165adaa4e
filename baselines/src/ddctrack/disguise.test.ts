import { describe, expect, it } from 'vitest';
import { type Disguise, disguiseCrop, disguisedWords } from './disguise.js';

const size = 8;
const channels = [2, 0, 1] as const;
const disguises: Disguise[] = Array.from({ length: 8 }, (_, bits) => ({
  isTransposed: (bits & 1) > 0,
  isMirrored: (bits & 2) > 0,
  isFlipped: (bits & 4) > 0,
  channels,
}));

/** A crop, black but for the pixels of a box given by its words: middle, width and height, a bin a pixel. */
function marked([x, y, width, height]: readonly number[]): Float32Array {
  const crop = new Float32Array(size * size * 3);
  for (let row = y! - (height! - 1) / 2; row <= y! + (height! - 1) / 2; row++)
    for (let column = x! - (width! - 1) / 2; column <= x! + (width! - 1) / 2; column++)
      crop.set([1, 2, 3], 3 * (row * size + column));
  return crop;
}

describe('a disguise', () => {
  it.each(disguises)('shows the box where its words say: %o', (disguise) => {
    const words = [2, 4, 1, 5];
    const crop = marked(words);
    disguiseCrop(crop, size, { ...disguise, channels: [0, 1, 2] });
    expect(crop).toEqual(marked(disguisedWords(words, size, disguise)));
  });

  it('takes each colour from where it says', () => {
    const crop = Float32Array.of(1, 2, 3);
    disguiseCrop(crop, 1, { isTransposed: false, isMirrored: false, isFlipped: false, channels });
    expect([...crop]).toEqual([3, 1, 2]);
  });

  it('changes every box of a history', () => {
    const disguise = { ...disguises[0]!, isTransposed: true };
    expect(disguisedWords([1, 2, 3, 4, 5, 6, 7, 8], 16, disguise)).toEqual([2, 1, 4, 3, 6, 5, 8, 7]);
  });
});
