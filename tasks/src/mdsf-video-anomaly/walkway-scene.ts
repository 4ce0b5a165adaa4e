import { Random } from '@paretoboard/sdk/random.js';

/** All lengths in pixels, speeds in pixels a frame, brightness in levels of 0 to 255. */
export const width = 90;
export const height = 60;

/** Rows of the walkway; above and below is lawn. */
const walkway = { top: 10, bottom: 52 };
/** Share by which the light drifts, and the frames that one swing takes. */
const drift = { share: 0.08, shortest: 150, longest: 400 };
const sensorNoise = 4;

/** One camera: its fixed background. */
export interface Camera {
  /** [height · width]. */
  readonly background: Float32Array;
}

/** Value noise: bilinear between random values on a grid of `cell` pixels, in [−1, 1]. */
function valueNoise(random: Random, cell: number, x0: number, y0: number): (x: number, y: number) => number {
  const columns = Math.ceil((width + 16) / cell) + 2;
  const rows = Math.ceil((height + 16) / cell) + 2;
  const grid = Float32Array.from({ length: columns * rows }, () => random.uniform(-1, 1));
  return (x, y) => {
    const [u, v] = [(x + x0) / cell, (y + y0) / cell];
    const [i, j] = [Math.floor(u), Math.floor(v)];
    const [a, b] = [u - i, v - j];
    const at = j * columns + i;
    const upper = grid[at]! * (1 - a) + grid[at + 1]! * a;
    const lower = grid[at + columns]! * (1 - a) + grid[at + columns + 1]! * a;
    return upper * (1 - b) + lower * b;
  };
}

/**
 * A textured walkway between lawns. Cameras of one seed look at the same place.
 * @param offset pixels to the right and down by which this camera looks elsewhere, and levels by which it is brighter
 */
export function camera(seed: number, offset: { x: number; y: number; levels: number }): Camera {
  const random = new Random(seed);
  const coarse = valueNoise(random, 12, offset.x, offset.y);
  const fine = valueNoise(random, 3, offset.x, offset.y);
  const background = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const isWalkway = y + offset.y >= walkway.top && y + offset.y < walkway.bottom;
    const base = (isWalkway ? 135 : 95) + offset.levels;
    for (let x = 0; x < width; x++) background[y * width + x] = base + 14 * coarse(x, y) + 8 * fine(x, y);
  }
  return { background };
}

/** Light of a clip: a slow swing with a phase of its own. */
export function lightOf(random: Random): (frame: number) => number {
  const phase = random.uniform(0, 2 * Math.PI);
  const period = random.uniform(drift.shortest, drift.longest);
  return (frame) => 1 + drift.share * Math.sin(phase + (2 * Math.PI * frame) / period);
}

/** A frame that is drawn into: brightness, and which pixels are abnormal. */
export interface Canvas {
  readonly levels: Float32Array;
  readonly mask: Uint8Array;
}

/** A rectangle with soft edges: each pixel is covered by the share of it that lies inside. @returns its whole pixels that are in the picture */
export function drawBox(
  canvas: Canvas,
  [x, y, w, h]: readonly [number, number, number, number],
  level: number,
  isAbnormal: boolean,
): number {
  let seen = 0;
  for (let row = Math.max(0, Math.floor(y)); row < Math.min(height, Math.ceil(y + h)); row++) {
    const tall = Math.min(row + 1, y + h) - Math.max(row, y);
    for (let column = Math.max(0, Math.floor(x)); column < Math.min(width, Math.ceil(x + w)); column++) {
      const covered = tall * (Math.min(column + 1, x + w) - Math.max(column, x));
      const at = row * width + column;
      canvas.levels[at] = canvas.levels[at]! * (1 - covered) + level * covered;
      if (isAbnormal && covered >= 0.5) canvas.mask[at] = 255;
      seen += covered;
    }
  }
  return seen;
}

/** Sum of three uniform variates (Irwin–Hall), of deviation 1: as good as normal for sensor noise, at a tenth of the price. */
function noise(random: Random): number {
  const bits = random.uint32();
  return (((bits & 1023) + ((bits >>> 10) & 1023) + ((bits >>> 20) & 1023)) / 1023 - 1.5) * 2;
}

/** Light, sensor noise and rounding. */
export function exposed(canvas: Canvas, light: number, random: Random): Uint8Array {
  return Uint8Array.from(canvas.levels, (level) =>
    Math.max(0, Math.min(255, Math.round(level * light + sensorNoise * noise(random)))),
  );
}
