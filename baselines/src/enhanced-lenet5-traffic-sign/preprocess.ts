/** Side of a picture in pixels. */
export const side = 32;
const pixels = side * side;

/**
 * The paper's pre-processing: grey F = 0.30 R + 0.59 G + 0.11 B, histogram equalisation S_k = Σ n_j / n, x* = (x − 128) / 128.
 * @param rgb uint8 [items, 32, 32, 3]
 * @returns float32 [items, 32, 32, 1], about −1 to 1
 */
export function preprocess(rgb: Uint8Array, items: number): Float32Array {
  const result = new Float32Array(items * pixels);
  const grey = new Uint8Array(pixels);
  for (let item = 0; item < items; item++) {
    for (let pixel = 0; pixel < pixels; pixel++) {
      const at = (item * pixels + pixel) * 3;
      grey[pixel] = Math.round(0.3 * rgb[at]! + 0.59 * rgb[at + 1]! + 0.11 * rgb[at + 2]!);
    }
    const levels = equalised(grey);
    for (let pixel = 0; pixel < pixels; pixel++) result[item * pixels + pixel] = (levels[grey[pixel]!]! - 128) / 128;
  }
  return result;
}

/** New level of each of the 256 levels: the share of pixels at or below it, times 255, rounded. */
export function equalised(grey: Uint8Array): Uint8Array {
  const counts = new Uint32Array(256);
  for (const level of grey) counts[level]! += 1;
  const levels = new Uint8Array(256);
  let below = 0;
  for (let level = 0; level < 256; level++) {
    below += counts[level]!;
    levels[level] = Math.round((255 * below) / grey.length);
  }
  return levels;
}
