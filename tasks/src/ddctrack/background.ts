import type { Random } from '@paretoboard/sdk/random.js';

/** A square texture that repeats: RGB in 0 … 255, row-major. */
export interface Texture {
  readonly side: number;
  readonly data: Float32Array;
}

/** Where the camera looks: the texture's point at the picture's centre, turned and zoomed. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly zoom: number;
}

const side = 256;
/** Cells along the side, coarse to fine; amplitudes fall as 1/f. */
const octaves = [4, 8, 16, 32, 64, 128];

/** Adds noise of `cells` × `cells` random values, interpolated with a smooth step, to a repeating field. */
function addNoise(field: Float32Array, cells: number, amplitude: number, random: Random): void {
  const values = Float32Array.from({ length: cells * cells }, () => random.uniform(-amplitude, amplitude));
  const at = Float32Array.from({ length: side }, (_, x) => (x * cells) / side);
  for (let y = 0; y < side; y++) {
    const top = Math.floor(at[y]!);
    const v = smooth(at[y]! - top);
    const upper = top * cells;
    const lower = ((top + 1) % cells) * cells;
    for (let x = 0; x < side; x++) {
      const left = Math.floor(at[x]!);
      const right = (left + 1) % cells;
      const u = smooth(at[x]! - left);
      const above = values[upper + left]! * (1 - u) + values[upper + right]! * u;
      const below = values[lower + left]! * (1 - u) + values[lower + right]! * u;
      field[y * side + x] = field[y * side + x]! + above * (1 - v) + below * v;
    }
  }
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}

function paint(data: Float32Array, x: number, y: number, colour: readonly number[], share: number): void {
  const at = 3 * ((y & (side - 1)) * side + (x & (side - 1)));
  for (const [channel, value] of colour.entries())
    data[at + channel] = data[at + channel]! * (1 - share) + value * share;
}

function rectangle(
  data: Float32Array,
  box: readonly [number, number, number, number],
  colour: readonly number[],
): void {
  const [left, top, width, height] = box;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) paint(data, left + x, top + y, colour, 0.75);
}

/** Ground of 1/f noise with straight roads and rectangular blocks, as seen from above. */
export function aerialTexture(random: Random, roads: number, blocks: number): Texture {
  const luma = new Float32Array(side * side);
  for (const cells of octaves) addNoise(luma, cells, 200 / cells ** 0.9 / 2, random);
  const tint = new Float32Array(side * side);
  addNoise(tint, 4, 18, random);
  const ground = [random.uniform(80, 130), random.uniform(90, 140), random.uniform(60, 110)];
  const data = new Float32Array(side * side * 3);
  for (let at = 0; at < side * side; at++) {
    data[3 * at] = ground[0]! + luma[at]! + tint[at]!;
    data[3 * at + 1] = ground[1]! + luma[at]!;
    data[3 * at + 2] = ground[2]! + luma[at]! - tint[at]!;
  }
  const grey = (low: number, high: number): number[] => new Array<number>(3).fill(random.uniform(low, high));
  for (let road = 0; road < roads; road++) {
    const [at, width] = [random.integer(side), 8 + random.integer(8)];
    rectangle(data, road % 2 === 0 ? [at, 0, width, side] : [0, at, side, width], grey(90, 150));
  }
  for (let block = 0; block < blocks; block++)
    rectangle(
      data,
      [random.integer(side), random.integer(side), 6 + random.integer(20), 6 + random.integer(20)],
      [random.uniform(60, 200), random.uniform(60, 180), random.uniform(60, 170)],
    );
  return { side, data };
}

/** The texture as the camera sees it, bilinear. @returns RGB, row-major */
export function drawBackground({ data }: Texture, view: View, width: number, height: number): Float32Array {
  const picture = new Float32Array(width * height * 3);
  const [dx, dy] = [Math.cos(view.angle) / view.zoom, Math.sin(view.angle) / view.zoom];
  const mask = side - 1;
  for (let y = 0; y < height; y++) {
    const v = y - height / 2;
    for (let x = 0; x < width; x++) {
      const u = x - width / 2;
      const sourceX = view.x + u * dx - v * dy;
      const sourceY = view.y + u * dy + v * dx;
      const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [p, q] = [sourceX - left, sourceY - top];
      const upper = (top & mask) * side;
      const lower = ((top + 1) & mask) * side;
      const [near, far] = [left & mask, (left + 1) & mask];
      const to = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++) {
        const above = data[3 * (upper + near) + channel]! * (1 - p) + data[3 * (upper + far) + channel]! * p;
        const below = data[3 * (lower + near) + channel]! * (1 - p) + data[3 * (lower + far) + channel]! * p;
        picture[to + channel] = above * (1 - q) + below * q;
      }
    }
  }
  return picture;
}
