import type { Raster } from './crop-resize.js';

/** The picture moved by whole pixels, edges repeated, and its values multiplied by `gain`, at most 255. Pure. */
export function shiftAndScale(
  { width, height, channels, data }: Raster,
  dx: number,
  dy: number,
  gain: number,
): Uint8Array {
  const result = new Uint8Array(data.length);
  const clamp = (value: number, size: number): number => Math.max(0, Math.min(size - 1, value));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (clamp(y + dy, height) * width + clamp(x + dx, width)) * channels;
      const to = (y * width + x) * channels;
      for (let channel = 0; channel < channels; channel++)
        result[to + channel] = Math.min(255, Math.round(data[from + channel]! * gain));
    }
  }
  return result;
}
