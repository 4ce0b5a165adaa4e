import type { Tensor } from '@paretoboard/contract/tensor.js';

/** Left, top, width, height in pixels. */
export type Box = readonly [number, number, number, number];

/** RGB, row-major. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A square part of a frame: its middle and its side, in pixels. */
export interface Region {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** One entry of a batch [n, height, width, 3]. */
export function frameOf({ shape, data }: Tensor, entry: number): Frame {
  const [, height, width] = shape as [number, number, number];
  const size = height * width * 3;
  return { width, height, data: (data as Uint8Array).subarray(entry * size, (entry + 1) * size) };
}

/** One box of a tensor whose last axis is 4. */
export function boxOf({ data }: Tensor, entry: number): Box {
  return [data[4 * entry]!, data[4 * entry + 1]!, data[4 * entry + 2]!, data[4 * entry + 3]!];
}

/** The square about a box whose side is `factor` times the root of the box's area. */
export function regionAbout([left, top, width, height]: Box, factor: number): Region {
  return { x: left + width / 2, y: top + height / 2, side: factor * Math.sqrt(width * height) };
}

/**
 * The region, resampled to `size` × `size` by bilinear interpolation; beyond the frame its edge is repeated.
 * @param into takes [size, size, 3] in 0 … 255
 */
export function crop({ width, height, data }: Frame, region: Region, size: number, into: Float32Array): void {
  const step = region.side / size;
  const place = (middle: number, index: number, limit: number): [number, number, number] => {
    const at = Math.max(0, Math.min(limit - 1, middle + (index + 0.5 - size / 2) * step - 0.5));
    const low = Math.floor(at);
    return [low, Math.min(low + 1, limit - 1), at - low];
  };
  const columns = Array.from({ length: size }, (_, x) => place(region.x, x, width));
  for (let y = 0; y < size; y++) {
    const [above, below, v] = place(region.y, y, height);
    for (let x = 0; x < size; x++) {
      const [left, right, u] = columns[x]!;
      for (let channel = 0; channel < 3; channel++) {
        const at = (row: number, column: number): number => data[3 * (row * width + column) + channel]!;
        const upper = at(above, left) * (1 - u) + at(above, right) * u;
        const lower = at(below, left) * (1 - u) + at(below, right) * u;
        into[3 * (y * size + x) + channel] = upper * (1 - v) + lower * v;
      }
    }
  }
}

/** The region in grey, [size, size] in 0 … 255. */
export function greyCrop(frame: Frame, region: Region, size: number): Float32Array {
  const colours = new Float32Array(size * size * 3);
  crop(frame, region, size, colours);
  return Float32Array.from(
    { length: size * size },
    (_, at) => 0.299 * colours[3 * at]! + 0.587 * colours[3 * at + 1]! + 0.114 * colours[3 * at + 2]!,
  );
}
