/** uint8 [height, width, channels], row-major. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly data: Uint8Array;
}

/** Edges in pixels; fractions are allowed. `right` and `bottom` are exclusive. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/** For each output position the input positions that a triangle filter covers, and their weights, which sum to 1. */
function tapsOf(from: number, to: number, outputSize: number): Taps[] {
  const scale = (to - from) / outputSize;
  const support = Math.max(scale, 1);
  return Array.from({ length: outputSize }, (_, position) => {
    const centre = from + (position + 0.5) * scale;
    const first = Math.max(Math.floor(from), Math.floor(centre - support + 0.5));
    const end = Math.min(Math.ceil(to), Math.floor(centre + support + 0.5));
    const weights = Float64Array.from({ length: end - first }, (_, offset) =>
      Math.max(0, 1 - Math.abs(first + offset + 0.5 - centre) / support),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, weights: weights.map((weight) => weight / sum) };
  });
}

/**
 * The part of a picture inside `box`, resized to a square.
 * @returns uint8 [size, size, channels]
 * @throws RangeError as `cropResizeTo`
 */
export function cropResize(picture: Raster, box: Box, size: number): Uint8Array {
  return cropResizeTo(picture, box, size, size);
}

/**
 * The part of a picture inside `box`, resized: bilinear, widened to an anti-aliasing triangle where it shrinks (the filter of Pillow's
 * `resize(…, BILINEAR)`). Pixels outside the box do not count. In plain arithmetic: the same files must give the same bytes on every machine, and a
 * region scaled with its picture does not end at whole pixels.
 * @returns uint8 [toHeight, toWidth, channels]
 * @throws RangeError if the box is empty or leaves the picture
 */
export function cropResizeTo(
  { width, height, channels, data }: Raster,
  box: Box,
  toHeight: number,
  toWidth: number,
): Uint8Array {
  const inside = box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height;
  if (!inside || !(box.left < box.right && box.top < box.bottom))
    throw new RangeError(`box ${JSON.stringify(box)}: expected a region of the ${width} × ${height} picture`);
  const columns = tapsOf(box.left, box.right, toWidth);
  const rows = tapsOf(box.top, box.bottom, toHeight);
  const rowValues = toWidth * channels;
  const narrow = new Float64Array(height * rowValues);
  for (let y = 0; y < height; y++) sumRow(data, y * width * channels, channels, columns, narrow, y * rowValues);
  const result = new Uint8Array(toHeight * rowValues);
  const sums = new Float64Array(rowValues);
  for (let y = 0; y < toHeight; y++) {
    const { first, weights } = rows[y]!;
    sums.fill(0);
    for (let tap = 0; tap < weights.length; tap++) {
      const [weight, from] = [weights[tap]!, (first + tap) * rowValues];
      for (let x = 0; x < rowValues; x++) sums[x]! += weight * narrow[from + x]!;
    }
    for (let x = 0; x < rowValues; x++) result[y * rowValues + x] = Math.round(sums[x]!);
  }
  return result;
}

function sumRow(
  data: Uint8Array,
  from: number,
  channels: number,
  columns: readonly Taps[],
  target: Float64Array,
  to: number,
): void {
  for (const [x, { first, weights }] of columns.entries()) {
    for (let tap = 0; tap < weights.length; tap++) {
      const at = from + (first + tap) * channels;
      for (let channel = 0; channel < channels; channel++)
        target[to + x * channels + channel]! += weights[tap]! * data[at + channel]!;
    }
  }
}
