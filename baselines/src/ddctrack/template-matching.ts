import { type Box, type Frame, greyCrop } from './frame.js';
import { type Tracker, untrainedTracker } from './tracker.js';

/** Farthest motion between two frames that is looked for, pixels. */
const reach = 24;

interface Template {
  readonly width: number;
  readonly height: number;
  /** Grey values about their mean, of length 1. */
  readonly values: Float32Array;
}

/** Whole pixels of a frame from left, top on; beyond the frame its edge. */
function greyPixels(frame: Frame, left: number, top: number, side: number): Float32Array {
  return greyCrop(frame, { x: left + side / 2, y: top + side / 2, side }, side);
}

function templateOf(frame: Frame, left: number, top: number, width: number, height: number): Template {
  const side = Math.max(width, height);
  const pixels = greyPixels(frame, left, top, side);
  const values = Float32Array.from({ length: width * height }, (_, at) => {
    const row = Math.floor(at / width);
    return pixels[row * side + (at - row * width)]!;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const length = Math.hypot(...values.map((value) => value - mean)) || 1;
  return { width, height, values: values.map((value) => (value - mean) / length) };
}

/** Normalised cross-correlation at one place: the template's mean is 0, so that the patch's does not matter in the product. */
function correlation(
  { width, height, values }: Template,
  area: Float32Array,
  side: number,
  x: number,
  y: number,
): number {
  let [product, sum, squares] = [0, 0, 0];
  for (let row = 0; row < height; row++) {
    const from = (y + row) * side + x;
    for (let column = 0; column < width; column++) {
      const value = area[from + column]!;
      product += value * values[row * width + column]!;
      sum += value;
      squares += value * value;
    }
  }
  const variance = squares - (sum * sum) / values.length;
  return variance > 1e-6 ? product / Math.sqrt(variance) : 0;
}

/** The first frame's object is looked for about its latest place, in whole pixels, at its first size. */
export function templateMatching(): Tracker {
  let template: Template | null = null;
  let [left, top] = [0, 0];
  let size: readonly [number, number] = [1, 1];
  return {
    begin: (frame, [x, y, width, height]: Box) => {
      [left, top] = [Math.round(x), Math.round(y)];
      size = [width, height];
      template = templateOf(frame, left, top, Math.max(2, Math.round(width)), Math.max(2, Math.round(height)));
    },
    step: (frame) => {
      const { width, height } = template!;
      const side = Math.max(width, height) + 2 * reach;
      const area = greyPixels(frame, left - reach, top - reach, side);
      let best = { value: Number.NEGATIVE_INFINITY, x: reach, y: reach };
      for (let y = 0; y + height <= side && y <= 2 * reach; y++)
        for (let x = 0; x + width <= side && x <= 2 * reach; x++) {
          const value = correlation(template!, area, side, x, y);
          if (value > best.value) best = { value, x, y };
        }
      [left, top] = [left + best.x - reach, top + best.y - reach];
      return [left, top, ...size];
    },
  };
}

export default untrainedTracker(templateMatching);
