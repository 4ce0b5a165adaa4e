import { side } from './preprocess.js';

const cell = 4;
const cells = side / cell;
const bins = 9;
const block = 2;
const blocks = cells - block + 1;

/** Length of a descriptor: 7 × 7 blocks of 2 × 2 cells of 9 orientations. */
export const hogLength = blocks * blocks * block * block * bins;

/**
 * Histogram of oriented gradients of one 32 × 32 picture (Dalal & Triggs 2005): unsigned orientations with linear voting between bins, L2-hys
 * normalised blocks.
 */
export function hog(image: Float32Array, from: number, target: Float32Array, to: number): void {
  const histogram = cellHistogram(image, from);
  let position = to;
  for (let by = 0; by < blocks; by++) {
    for (let bx = 0; bx < blocks; bx++) {
      for (let dy = 0; dy < block; dy++) {
        for (let dx = 0; dx < block; dx++) {
          const start = ((by + dy) * cells + bx + dx) * bins;
          target.set(histogram.subarray(start, start + bins), position + (dy * block + dx) * bins);
        }
      }
      normalise(target.subarray(position, position + block * block * bins));
      position += block * block * bins;
    }
  }
}

function cellHistogram(image: Float32Array, from: number): Float32Array {
  const histogram = new Float32Array(cells * cells * bins);
  const at = (x: number, y: number): number =>
    image[from + Math.max(0, Math.min(side - 1, y)) * side + Math.max(0, Math.min(side - 1, x))]!;
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [gx, gy] = [at(x + 1, y) - at(x - 1, y), at(x, y + 1) - at(x, y - 1)];
      const angle = (((Math.atan2(gy, gx) + Math.PI) % Math.PI) / Math.PI) * bins - 0.5;
      const lower = Math.floor(angle);
      const share = angle - lower;
      const start = (Math.floor(y / cell) * cells + Math.floor(x / cell)) * bins;
      const magnitude = Math.hypot(gx, gy);
      histogram[start + ((lower + bins) % bins)]! += magnitude * (1 - share);
      histogram[start + ((lower + 1) % bins)]! += magnitude * share;
    }
  }
  return histogram;
}

function normalise(values: Float32Array): void {
  for (const limit of [0.2, Number.POSITIVE_INFINITY]) {
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 1e-6));
    for (let i = 0; i < values.length; i++) values[i] = Math.min(limit, values[i]! / norm);
  }
}
