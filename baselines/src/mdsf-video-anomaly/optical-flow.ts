import type { NamedTensors } from '@paretoboard/contract/tensor.js';
import { pictureChannels } from './masked-autoencoder.js';
import { picturesOf } from './pictures.js';
import { small } from './settings.js';
import { untrained } from './untrained.js';

/** Pixels a side of the window that one motion is estimated in, and how far windows lie apart. */
const window = { side: 8, step: 4 };
/** Squared levels a pixel: windows without texture get no motion instead of a wild one. */
const damping = 100;

/** Sums over a window that Lucas and Kanade's normal equations need. */
interface Sums {
  xx: number;
  xy: number;
  yy: number;
  xt: number;
  yt: number;
}

function sumsAt(level: (y: number, x: number, time: number) => number, top: number, left: number): Sums {
  const sums = { xx: 0, xy: 0, yy: 0, xt: 0, yt: 0 };
  for (let y = top; y < top + window.side; y++) {
    for (let x = left; x < left + window.side; x++) {
      const dx = (level(y, x + 1, 1) - level(y, x - 1, 1)) / 2;
      const dy = (level(y + 1, x, 1) - level(y - 1, x, 1)) / 2;
      // Central in time as in space: half of what happens from the frame before to the one after.
      const dt = (level(y, x, 2) - level(y, x, 0)) / 2;
      sums.xx += dx * dx;
      sums.xy += dx * dy;
      sums.yy += dy * dy;
      sums.xt += dx * dt;
      sums.yt += dy * dt;
    }
  }
  return sums;
}

/** Length of the motion in pixels a frame. */
function speed({ xx, xy, yy, xt, yt }: Sums): number {
  const weight = damping * window.side ** 2;
  const [a, c] = [xx + weight, yy + weight];
  const determinant = a * c - xy * xy;
  return Math.hypot((c * xt - xy * yt) / determinant, (a * yt - xy * xt) / determinant);
}

/**
 * The quickest motion in each stack by Lucas and Kanade (1981), in windows of a frame resized to the small size; pixels a frame of that size. Motions
 * beyond a pixel or two are underestimated, as is known of the method without a pyramid.
 */
export function quickestMotions(inputs: NamedTensors, items: number): Float32Array {
  const { levels, size } = picturesOf(inputs, items, small.size);
  const [height, width] = size;
  return Float32Array.from({ length: items }, (_, item) => {
    const level = (y: number, x: number, time: number): number =>
      levels[((item * height + y) * width + x) * pictureChannels + time]!;
    let quickest = 0;
    for (let top = 1; top + window.side < height; top += window.step)
      for (let left = 1; left + window.side < width; left += window.step)
        quickest = Math.max(quickest, speed(sumsAt(level, top, left)));
    return quickest;
  });
}

export default untrained(quickestMotions);
