import type { Raster } from './crop-resize.js';

interface Taps {
  /** Input positions, mirrored at the edges. */
  readonly positions: Int32Array;
  /** Sum to 1. */
  readonly weights: Float64Array;
}

/** Keys's cubic with a = −0.5. */
function cubic(distance: number): number {
  const x = Math.abs(distance);
  if (x <= 1) return 1.5 * x ** 3 - 2.5 * x ** 2 + 1;
  return x <= 2 ? -0.5 * x ** 3 + 2.5 * x ** 2 - 4 * x + 2 : 0;
}

/** … 1, 0, | 0, 1, 2 … */
function mirrored(position: number, size: number): number {
  const inPeriod = ((position % (2 * size)) + 2 * size) % (2 * size);
  return inPeriod < size ? inPeriod : 2 * size - 1 - inPeriod;
}

/** Where the picture shrinks, the kernel is stretched by the same factor: that is the anti-aliasing. */
function tapsOf(inputSize: number, outputSize: number): Taps[] {
  const scale = outputSize / inputSize;
  const stretch = Math.max(1, 1 / scale);
  const reach = 2 * stretch;
  return Array.from({ length: outputSize }, (_, position) => {
    const centre = (position + 0.5) / scale - 0.5;
    const first = Math.ceil(centre - reach);
    const last = Math.floor(centre + reach);
    const raw = Float64Array.from({ length: last - first + 1 }, (_, tap) => cubic((first + tap - centre) / stretch));
    const sum = raw.reduce((a, b) => a + b, 0);
    return {
      positions: Int32Array.from(raw, (_, tap) => mirrored(first + tap, inputSize)),
      weights: raw.map((weight) => weight / sum),
    };
  });
}

function toBytes(values: Float64Array): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Math.max(0, Math.min(255, Math.round(values[at]!)));
  return bytes;
}

function resizeRows(source: Uint8Array, rowLength: number, taps: readonly Taps[]): Uint8Array {
  const result = new Float64Array(taps.length * rowLength);
  for (const [row, { positions, weights }] of taps.entries()) {
    const to = row * rowLength;
    for (const [tap, position] of positions.entries()) {
      const from = position * rowLength;
      const weight = weights[tap]!;
      for (let at = 0; at < rowLength; at++) result[to + at]! += weight * source[from + at]!;
    }
  }
  return toBytes(result);
}

function resizeColumns(
  source: Uint8Array,
  { height, width, channels }: Omit<Raster, 'data'>,
  taps: readonly Taps[],
): Uint8Array {
  const result = new Float64Array(height * taps.length * channels);
  for (let row = 0; row < height; row++) {
    for (const [column, { positions, weights }] of taps.entries()) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let tap = 0; tap < weights.length; tap++)
          sum += weights[tap]! * source[(row * width + positions[tap]!) * channels + channel]!;
        result[(row * taps.length + column) * channels + channel] = sum;
      }
    }
  }
  return toBytes(result);
}

/**
 * Resizes with a cubic kernel as MATLAB's `imresize` does: anti-aliased where it shrinks, edges mirrored, rows first, rounded and clipped to 8 bits
 * after each direction. What restoration papers call bicubic, both as degradation and as the simplest method: the small pictures published with
 * Set5 come out to the bit.
 * @throws RangeError on sizes below 1
 */
export function bicubicResize(picture: Raster, width: number, height: number): Raster {
  if (width < 1 || height < 1) throw new RangeError(`expected a size of at least 1 × 1, found ${width} × ${height}`);
  const { channels } = picture;
  const rows = resizeRows(picture.data, picture.width * channels, tapsOf(picture.height, height));
  const data = resizeColumns(rows, { ...picture, height }, tapsOf(picture.width, width));
  return { width, height, channels, data };
}
