import type { Random } from '@paretoboard/sdk/random.js';
import { wordsPerBox } from './settings.js';

/** A look that a pair of crops could have had as well: turned over, and with other colours. What is where in a crop stays aligned with its words. */
export interface Disguise {
  /** Rows and columns change places, before the rest. */
  readonly isTransposed: boolean;
  /** Left and right change places. */
  readonly isMirrored: boolean;
  /** Top and bottom change places. */
  readonly isFlipped: boolean;
  /** Where each of the three colours comes from. */
  readonly channels: readonly [number, number, number];
}

const channelOrders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

/** One of 48 disguises, each as likely. */
export function randomDisguise(random: Random): Disguise {
  const bits = random.integer(8);
  return {
    isTransposed: (bits & 1) > 0,
    isMirrored: (bits & 2) > 0,
    isFlipped: (bits & 4) > 0,
    channels: channelOrders[random.integer(channelOrders.length)]!,
  };
}

/** Changes a crop [size, size, 3] in place. */
export function disguiseCrop(crop: Float32Array, size: number, disguise: Disguise): void {
  const { isTransposed, isMirrored, isFlipped, channels } = disguise;
  const original = crop.slice();
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const [u, v] = [isMirrored ? size - 1 - x : x, isFlipped ? size - 1 - y : y];
      const from = 3 * (isTransposed ? u * size + v : v * size + u);
      for (let channel = 0; channel < 3; channel++)
        crop[3 * (y * size + x) + channel] = original[from + channels[channel]!]!;
    }
}

/** Words of boxes x, y, w, h as they are in the disguised crop. */
export function disguisedWords(words: readonly number[], bins: number, disguise: Disguise): number[] {
  const { isTransposed, isMirrored, isFlipped } = disguise;
  return words.map((_, at) => {
    const place = at % wordsPerBox;
    const word = words[isTransposed ? at - place + [1, 0, 3, 2][place]! : at]!;
    return (place === 0 && isMirrored) || (place === 1 && isFlipped) ? bins - 1 - word : word;
  });
}
