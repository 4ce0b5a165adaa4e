import type { Random } from '@paretoboard/sdk/random.js';

/** Hides the same random patches in all channels of each picture [items, height, width, channels], in place: they become 0, the mean grey. */
export function maskPatches(
  pictures: Float32Array,
  [items, height, width, channels]: readonly [number, number, number, number],
  { patch, ratio }: { readonly patch: number; readonly ratio: number },
  random: Random,
): void {
  const [rows, columns] = [Math.ceil(height / patch), Math.ceil(width / patch)];
  const hidden = Math.round(ratio * rows * columns);
  for (let item = 0; item < items; item++) {
    for (const cell of random.permutation(rows * columns).subarray(0, hidden)) {
      const [top, left] = [Math.floor(cell / columns) * patch, (cell % columns) * patch];
      const right = Math.min(width, left + patch);
      for (let y = top; y < Math.min(height, top + patch); y++) {
        const row = (item * height + y) * width;
        pictures.fill(0, (row + left) * channels, (row + right) * channels);
      }
    }
  }
}
