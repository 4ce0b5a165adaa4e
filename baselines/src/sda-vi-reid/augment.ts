import type { Random } from '@paretoboard/sdk/random.js';

type Size = readonly [height: number, width: number];

/** Of the authors' code, but for the padding, which is in shares of the height: 10 of 288 pixels there. */
const ranges = {
  mirrored: 0.5,
  padding: 10 / 288,
  erased: 0.5,
  erasedArea: [0.02, 0.4],
  erasedAspect: [0.3, 1 / 0.3],
  attempts: 20,
} as const;
const channels = 3;

/** Fills a random rectangle with the mean colour, which is 0. */
function erase(picture: Float32Array, [height, width]: Size, random: Random): void {
  if (random.uniform() >= ranges.erased) return;
  for (let attempt = 0; attempt < ranges.attempts; attempt++) {
    const area = random.uniform(...ranges.erasedArea) * height * width;
    const aspect = random.uniform(...ranges.erasedAspect);
    const [h, w] = [Math.round(Math.sqrt(area * aspect)), Math.round(Math.sqrt(area / aspect))];
    if (h >= height || w >= width) continue;
    const [top, left] = [random.integer(height - h + 1), random.integer(width - w + 1)];
    for (let y = top; y < top + h; y++) {
      const row = (y * width + left) * channels;
      picture.fill(0, row, row + w * channels);
    }
    return;
  }
}

/**
 * One normalised picture mirrored or not, padded and cropped back at random, and with a rectangle erased or not (Zhong et al. 2020).
 * @param source [height, width, 3] @param target the same size, zeros
 */
export function augment(source: Float32Array, target: Float32Array, size: Size, random: Random): void {
  const [height, width] = size;
  const isMirrored = random.uniform() < ranges.mirrored;
  const padding = Math.round(ranges.padding * height);
  const [dy, dx] = [random.integer(2 * padding + 1) - padding, random.integer(2 * padding + 1) - padding];
  for (let y = 0; y < height; y++) {
    const fromRow = y + dy;
    if (fromRow < 0 || fromRow >= height) continue;
    for (let x = 0; x < width; x++) {
      const column = x + dx;
      if (column < 0 || column >= width) continue;
      const from = (fromRow * width + (isMirrored ? width - 1 - column : column)) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++) target[to + channel] = source[from + channel]!;
    }
  }
  erase(target, size, random);
}
