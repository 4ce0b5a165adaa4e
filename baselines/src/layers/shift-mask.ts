import { type Sizes3, voxelsOf } from './volume.js';

/** Added to a score, it leaves nothing of the weight after the softmax. */
const never = -100;

/** Rolling puts strips side by side that are no neighbours: 0 for most of an axis, 1 and 2 for the two strips of the last window; 3 for padding. */
function regionOf(place: number, size: number, valid: number, window: number, shift: number): number {
  if ((place + shift) % size >= valid) return 3;
  if (shift === 0 || place < size - window) return 0;
  return place < size - shift ? 1 : 2;
}

/**
 * Which voxels of a window may attend to each other after a cyclic shift (Liu et al. 2021): those that were neighbours before it. Padding is seen by padding alone.
 * @param sizes of the padded volume, multiples of the window
 * @param valid sizes without padding
 * @returns scores to add, [windows, tokens, tokens], windows and tokens as `windowPartition` orders them; null: all may
 */
export function shiftMask(sizes: Sizes3, valid: Sizes3, window: Sizes3, shift: Sizes3): Float32Array | null {
  const isWhole = sizes.every((size, axis) => size === valid[axis]);
  if (isWhole && shift.every((by) => by === 0)) return null;
  const tokens = voxelsOf(window);
  const windows = voxelsOf(sizes) / tokens;
  const [columns, rows] = [sizes[2] / window[2], sizes[1] / window[1]];
  const mask = new Float32Array(windows * tokens * tokens);
  const regions = new Int32Array(tokens);
  for (let index = 0; index < windows; index++) {
    const corner = [
      Math.floor(index / (columns * rows)) * window[0],
      (Math.floor(index / columns) % rows) * window[1],
      (index % columns) * window[2],
    ];
    for (let token = 0; token < tokens; token++) {
      const within = [
        Math.floor(token / (window[1] * window[2])),
        Math.floor(token / window[2]) % window[1],
        token % window[2],
      ];
      const parts = within.map((place, axis) =>
        regionOf(corner[axis]! + place, sizes[axis]!, valid[axis]!, window[axis]!, shift[axis]!),
      );
      regions[token] = parts.includes(3) ? -1 : (parts[0]! * 3 + parts[1]!) * 3 + parts[2]!;
    }
    for (let from = 0; from < tokens; from++)
      for (let to = 0; to < tokens; to++)
        if (regions[from] !== regions[to]) mask[(index * tokens + from) * tokens + to] = never;
  }
  return mask;
}
