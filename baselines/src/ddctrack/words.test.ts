import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from './frame.js';
import { full, small } from './settings.js';
import { boxOfWords, likeliestWords, wordsOf } from './words.js';

const region = { x: 80, y: 60, side: 64 };
const centreOf = ([left, top, width, height]: Box): number[] => [left + width / 2, top + height / 2, width, height];

describe('boxes as words', () => {
  it.each([small.network.bins, full.network.bins])('lose at most half of one of %i bins inside the region', (bins) => {
    const inside = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(inside, inside, inside, inside, (x, y, w, h) => {
        const [width, height] = [w * region.side, h * region.side];
        const [cx, cy] = [region.x + (x - 0.5) * region.side, region.y + (y - 0.5) * region.side];
        const box: Box = [cx - width / 2, cy - height / 2, width, height];
        const decoded = centreOf(boxOfWords(wordsOf(box, region, bins), region, bins));
        const true_ = [cx, cy, width, height];
        decoded.forEach((value, at) => {
          expect(Math.abs(value - true_[at]!)).toBeLessThanOrEqual(region.side / (2 * bins) + 1e-9);
        });
      }),
      { seed: 2 },
    );
  });

  it('stand in the order x, y, w, h, and outside the region at its border', () => {
    expect(wordsOf([80, 60, 16, 32], region, 64)).toEqual([40, 48, 16, 32]);
    expect(wordsOf([-500, 500, 900, 1], region, 64)).toEqual([0, 63, 63, 1]);
  });

  it('are read off logits with the probability that each was given', () => {
    const logits = Float32Array.of(0, 0, Math.log(3), 0, 9, 0, 0, 9);
    const { words, probabilities } = likeliestWords(logits, 2);
    expect(words).toEqual([0, 0, 0, 1]);
    expect(probabilities[0]).toBeCloseTo(0.5, 6);
    expect(probabilities[1]).toBeCloseTo(0.75, 6);
  });
});
