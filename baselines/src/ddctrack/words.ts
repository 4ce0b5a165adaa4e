import type { Box, Region } from './frame.js';
import { wordsPerBox } from './settings.js';

/** Centre x, centre y, width and height of a box as shares of a region, each in [0, 1] inside it. */
function sharesOf([left, top, width, height]: Box, { x, y, side }: Region): number[] {
  return [(left + width / 2 - x) / side + 0.5, (top + height / 2 - y) / side + 0.5, width / side, height / side];
}

/** A box as four words 0 … bins − 1, in the order x, y, w, h; what lies outside the region is the nearest word. */
export function wordsOf(box: Box, region: Region, bins: number): number[] {
  return sharesOf(box, region).map((share) => Math.max(0, Math.min(bins - 1, Math.floor(share * bins))));
}

/** The box in the middle of its four bins: within half a bin of every box with these words. */
export function boxOfWords(words: ArrayLike<number>, { x, y, side }: Region, bins: number): Box {
  const share = (word: number): number => (words[word]! + 0.5) / bins;
  const [width, height] = [share(2) * side, share(3) * side];
  return [x + (share(0) - 0.5) * side - width / 2, y + (share(1) - 0.5) * side - height / 2, width, height];
}

/** The likeliest word of each of the four rows of logits [4, bins], and the probability that it was given. */
export function likeliestWords(logits: Float32Array, bins: number): { words: number[]; probabilities: number[] } {
  const words: number[] = [];
  const probabilities: number[] = [];
  for (let word = 0; word < wordsPerBox; word++) {
    const row = logits.subarray(word * bins, (word + 1) * bins);
    const largest = Math.max(...row);
    words.push(row.indexOf(largest));
    probabilities.push(1 / row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  }
  return { words, probabilities };
}
